import type { IncomingFact } from './incoming.ts'
import type { Observation, ObservationFlag } from './patient-record.ts'
import { foldForSearch } from './search-text.ts'

/** One line of a pasted table, read or not. */
export type ParsedLine =
  | { readonly line: number; readonly text: string; readonly result: ParsedResult }
  | { readonly line: number; readonly text: string; readonly result: null }

export type ParsedResult = Pick<Observation, 'code' | 'display' | 'value' | 'unit' | 'referenceLow' | 'referenceHigh' | 'flag'>

/** LOINC codes of the tests that most hospitals print under these names; any other keeps its own name as its code. */
const knownTests: readonly (readonly [code: string, ...names: string[]])[] = [
  ['6690-2', 'wbc', 'bach cau', 'so luong bach cau'], ['789-8', 'rbc', 'hong cau', 'so luong hong cau'], ['718-7', 'hgb', 'hb', 'hemoglobin', 'huyet sac to'],
  ['4544-3', 'hct', 'hematocrit'], ['777-3', 'plt', 'tieu cau', 'so luong tieu cau'], ['787-2', 'mcv'], ['785-6', 'mch'], ['770-8', 'neu%', 'neutrophil %', 'bach cau da nhan trung tinh'],
  ['2345-7', 'glucose', 'duong huyet', 'glucose mau'], ['3094-0', 'ure', 'urea'], ['2160-0', 'creatinin', 'creatinine'], ['1742-6', 'alt', 'gpt', 'alt (gpt)'], ['1920-8', 'ast', 'got', 'ast (got)'],
  ['1975-2', 'bilirubin toan phan', 'bilirubin tp'], ['1968-7', 'bilirubin truc tiep', 'bilirubin tt'], ['1751-7', 'albumin'], ['2885-2', 'protein', 'protein toan phan'],
  ['2951-2', 'na', 'na+', 'natri'], ['2823-3', 'k', 'k+', 'kali'], ['2075-0', 'cl', 'cl-', 'clo'], ['17861-6', 'ca', 'calci', 'calci toan phan'],
  ['1988-5', 'crp', 'crp hs'], ['33959-8', 'pct', 'procalcitonin'], ['6598-7', 'troponin t', 'tnt'], ['10839-9', 'troponin i', 'tni'], ['33762-6', 'nt-probnp', 'probnp'],
  ['2524-7', 'lactat', 'lactate'], ['2744-1', 'ph', 'ph mau'], ['2019-8', 'pco2', 'paco2'], ['2703-7', 'po2', 'pao2'], ['1960-4', 'hco3', 'hco3-'],
  ['6301-6', 'inr'], ['5902-2', 'pt', 'pt giay'], ['14979-9', 'aptt'], ['3255-7', 'fibrinogen'], ['48066-5', 'd-dimer'], ['1798-8', 'amylase', 'amylase mau'], ['3040-3', 'lipase'],
  ['4548-4', 'hba1c'], ['3016-3', 'tsh'], ['2157-6', 'ck'], ['49551-5', 'ck-mb'], ['2532-0', 'ldh'],
]
const codeByName = new Map(knownTests.flatMap(([code, ...names]) => names.map((name) => [name, code] as const)))

const decimal = (text: string): number | null => {
  const plain = text.trim().replace(/\s/g, '').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

function rangeOf(text: string): { readonly low: number | null; readonly high: number | null } | null {
  const plain = text.trim().replace(/^[([]|[)\]]$/g, '')
  const between = /^(-?\d+(?:[.,]\d+)?)\s*(?:-|–|—|~|đến|to)\s*(-?\d+(?:[.,]\d+)?)$/i.exec(plain)
  if (between !== null) return { low: decimal(between[1] ?? ''), high: decimal(between[2] ?? '') }
  const one = /^(<|≤|<=|>|≥|>=)\s*(-?\d+(?:[.,]\d+)?)$/.exec(plain)
  if (one === null) return null
  const limit = decimal(one[2] ?? '')
  return (one[1] ?? '').startsWith('<') || one[1] === '≤' ? { low: null, high: limit } : { low: limit, high: null }
}

const flagWords: ReadonlyMap<string, ObservationFlag> = new Map(Object.entries({ h: 'high', l: 'low', hh: 'critical-high', ll: 'critical-low', n: 'normal', a: 'abnormal', cao: 'high', thap: 'low', '↑': 'high', '↓': 'low', '*': 'abnormal' } as const))
const headings = new Set(['ten xet nghiem', 'xet nghiem', 'test', 'chi so', 'ket qua', 'stt'])

/** The cells of a line: by tabs as spreadsheets paste, else by bars, semicolons or wide gaps. */
function cellsOf(line: string): readonly string[] {
  const by = line.includes('\t') ? /\t/ : line.includes('|') ? /\|/ : line.includes(';') ? /;/ : /\s{2,}/
  return line.split(by).map((cell) => cell.trim())
}

const judge = (value: number | string, low: number | null, high: number | null): ObservationFlag =>
  typeof value !== 'number' ? 'normal' : low !== null && value < low ? 'low' : high !== null && value > high ? 'high' : 'normal'

function readLine(line: string): ParsedResult | null {
  const [first = '', ...cells] = cellsOf(line)
  // A running number before the name is no result.
  const [name = '', rawValue = '', ...rest] = /^\d{1,3}\.?$/.test(first) && cells.length > 1 ? cells : [first, ...cells]
  if (name === '' || rawValue === '' || decimal(name) !== null) return null
  const [, marked, mark] = /^(.*?)\s*([HL*↑↓]{0,2})$/i.exec(rawValue) ?? []
  const value = decimal(marked ?? rawValue) ?? rawValue
  const range = rest.map(rangeOf).find((one) => one !== null) ?? { low: null, high: null }
  const told = [...rest, typeof value === 'number' ? mark ?? '' : ''].map((cell) => flagWords.get(foldForSearch(cell))).find((one) => one !== undefined)
  const unit = rest.find((cell) => cell !== '' && rangeOf(cell) === null && decimal(cell) === null && flagWords.get(foldForSearch(cell)) === undefined) ?? null
  const display = name.normalize('NFC')
  return {
    code: codeByName.get(foldForSearch(name)) ?? display, display, value, unit, referenceLow: range.low, referenceHigh: range.high,
    flag: told ?? judge(value, range.low, range.high),
  }
}

/** Reads a table of laboratory results as it is pasted from a spreadsheet, a PDF or a message; headings and blank lines are passed over. */
export function parseResults(text: string): readonly ParsedLine[] {
  return text.split(/\r?\n/).flatMap((raw, at): ParsedLine[] => {
    const line = raw.trimEnd()
    if (line.trim() === '' || cellsOf(line).some((cell) => headings.has(foldForSearch(cell)))) return []
    return [{ line: at + 1, text: line, result: readLine(line.trim() === '' ? '' : line.replace(/^\s+/, '')) }]
  })
}

/** The results as facts of one moment, each known by its test and that moment. */
export const resultFacts = (results: readonly ParsedResult[], effectiveAt: Date): readonly IncomingFact<Observation>[] =>
  results.map((result) => ({ key: `typed|${result.code}|${effectiveAt.toISOString()}`, item: { category: 'laboratory', ...result, effectiveAt } }))

import type { Diagnosis } from './icd10-codes.ts'
import { commonDiagnoses } from './icd10-codes.ts'
import { foldForSearch } from './search-text.ts'

export type { Diagnosis } from './icd10-codes.ts'

const folded = commonDiagnoses.map((one) => ({ one, code: one.code.toLowerCase(), name: foldForSearch(one.name) }))

/** How well words fit: the code itself, then a name that begins so, then names that hold every word. */
function rank({ code, name }: (typeof folded)[number], text: string, words: readonly string[]): number | null {
  if (code === text) return 0
  if (code.startsWith(text)) return 1
  if (name.startsWith(text)) return 2
  if (words.every((word) => ` ${name}`.includes(` ${word}`))) return 3
  return words.every((word) => name.includes(word)) ? 4 : null
}

/** Finds common diagnoses by ICD-10 code or by Vietnamese words, with or without diacritics, the best first. */
export function searchDiagnoses(text: string, limit = 20): readonly Diagnosis[] {
  const asked = foldForSearch(text)
  if (asked === '') return []
  const words = asked.split(' ')
  return folded
    .flatMap((entry) => {
      const found = rank(entry, asked, words)
      return found === null ? [] : [{ one: entry.one, found }]
    })
    .sort((a, b) => a.found - b.found)
    .slice(0, limit)
    .map(({ one }) => one)
}

const byCode = new Map(commonDiagnoses.map((one) => [one.code, one]))

/** The Vietnamese name of a code of the table, or null. */
export const diagnosisOf = (code: string): Diagnosis | null => byCode.get(code.toUpperCase()) ?? null

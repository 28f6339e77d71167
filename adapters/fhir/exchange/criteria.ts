import type { ShelfQuery } from '#core/interop/ports.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'

export type SearchRefusal = 'fhir.unknown-parameter' | 'fhir.malformed-parameter'

type Narrowing = Partial<ShelfQuery>
type Read = (value: string) => Narrowing | null

/** One search parameter of a type: its name, its FHIR type, and what it narrows. */
export interface SearchParameter {
  readonly name: string
  readonly type: 'token' | 'reference' | 'date' | 'string'
  readonly documentation: string
  readonly read: Read
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const values = (text: string): readonly string[] => text.split(',').filter((one) => one !== '')
/** The code of `system|code`, of `|code` and of `code`. */
const codesOf = (text: string): readonly string[] => values(text).map((one) => one.slice(one.lastIndexOf('|') + 1)).filter((one) => one !== '')
const uuidsOf = (text: string): readonly string[] => values(text).map((one) => one.slice(one.lastIndexOf('/') + 1)).filter((one) => uuid.test(one))

const parameter = (type: SearchParameter['type'], name: string, documentation: string) => (read: Read): SearchParameter => ({ name, type, documentation, read })

/** Another patient's or nobody's id finds nothing, as a wrong one does. */
export const byPatient = (name: 'patient' | 'subject'): SearchParameter =>
  parameter('reference', name, 'Patient of this hospital')((text) => ({ patients: uuidsOf(text) }))
export const byTarget = parameter('reference', 'target', 'What the provenance is about')((text) => ({ targets: uuidsOf(text) }))
export const byId = parameter('token', '_id', 'Logical id')((text) => ({ ids: uuidsOf(text) }))
/** For types whose ids are no UUIDs. */
export const byPlainId = parameter('token', '_id', 'Logical id')((text) => ({ ids: values(text) }))
export const byCode = (name = 'code', documentation = 'Code'): SearchParameter =>
  parameter('token', name, documentation)((text) => ({ codes: codesOf(text) }))
export const byCategory = parameter('token', 'category', 'vital-signs or laboratory')((text) => ({ categories: codesOf(text) }))

/** A code of FHIR narrows to our own words for it; a code that we do not know finds nothing. */
export const byTable = (name: string, into: 'statuses' | 'categories' | 'codes', table: Readonly<Record<string, readonly string[]>>): SearchParameter =>
  parameter('token', name, Object.keys(table).join(', '))((text) => ({ [into]: codesOf(text).flatMap((code) => table[code] ?? []) }))

export const byName = parameter('string', 'name', 'Words of the name, with or without diacritics')((text) => ({ name: text.replaceAll(',', ' ') }))
export const byNumber = parameter('token', 'identifier', 'Hospital number, CCCD or BHYT number')((text) => ({ numbers: codesOf(text) }))
export const byGender = parameter('token', 'gender', 'male, female, unknown')((text) => ({
  sexes: codesOf(text).filter((one) => one === 'male' || one === 'female' || one === 'unknown'),
}))
export const byBirthDate = parameter('date', 'birthdate', 'Whole dates only')((text) => {
  const dates = values(text.replace(/^eq/, ''))
  return dates.every((one) => /^\d{4}-\d{2}-\d{2}$/.test(one) && !Number.isNaN(Date.parse(one))) ? { birthDates: dates } : null
})

// Times without a zone are those of the hospital.
const zone = '+07:00'
const lengths: Readonly<Record<number, (start: Date) => void>> = {
  4: (end) => end.setUTCFullYear(end.getUTCFullYear() + 1),
  7: (end) => end.setUTCMonth(end.getUTCMonth() + 1),
  10: (end) => end.setUTCDate(end.getUTCDate() + 1),
}

/** The span that a date of FHIR stands for: a year, a month, a day, or one moment. */
function spanOf(text: string): { readonly start: Date; readonly end: Date } | null {
  const lengthen = lengths[text.length]
  if (lengthen === undefined) {
    const start = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}${zone}`)
    return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(start.getTime()) ? { start, end: new Date(start.getTime() + 1) } : null
  }
  // Lengthened in the hospital's own calendar, then moved to UTC.
  const start = new Date(`${text.padEnd(10, '-01').slice(0, 10)}T00:00:00Z`)
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text) || Number.isNaN(start.getTime())) return null
  const end = new Date(start)
  lengthen(end)
  const moved = (at: Date): Date => new Date(at.getTime() - 7 * 3_600_000)
  return { start: moved(start), end: moved(end) }
}

function readDate(text: string): Narrowing | null {
  const [, prefix = 'eq', rest = ''] = /^(eq|ge|gt|le|lt)?(.+)$/.exec(text) ?? []
  const found = spanOf(rest)
  if (found === null) return null
  switch (prefix) {
    case 'ge':
      return { from: found.start }
    case 'gt':
      return { from: found.end }
    case 'lt':
      return { until: found.start }
    case 'le':
      return { until: found.end }
    default:
      return { from: found.start, until: found.end }
  }
}

export const byDate = (name: string, documentation: string): SearchParameter => parameter('date', name, `${documentation}; prefixes eq, ge, gt, le, lt`)(readDate)

/** How many resources a page holds. */
export const pageSizes = { usual: 20, most: 100 } as const

export interface Criteria extends ShelfQuery {
  /** The conditions as they were asked, for the links to other pages. */
  readonly asked: readonly (readonly [string, string])[]
}

const natural = (text: string | undefined, usual: number): number | null =>
  text === undefined ? usual : /^\d{1,9}$/.test(text) ? Number(text) : null

const lists = ['ids', 'patients', 'codes', 'categories', 'statuses', 'numbers', 'birthDates', 'sexes', 'targets'] as const

/** Joins two conditions: what both lists name, the narrower of two spans, the words of both names. */
function joined(a: Narrowing, b: Narrowing): Narrowing {
  const both: Record<string, unknown> = { ...a, ...b }
  for (const key of lists) {
    const [first, second] = [a[key] as readonly string[] | undefined, b[key] as readonly string[] | undefined]
    if (first !== undefined && second !== undefined) both[key] = first.filter((one) => second.includes(one))
  }
  if (a.name !== undefined && b.name !== undefined) both['name'] = `${a.name} ${b.name}`
  if (a.from !== undefined && b.from !== undefined) both['from'] = new Date(Math.max(a.from.getTime(), b.from.getTime()))
  if (a.until !== undefined && b.until !== undefined) both['until'] = new Date(Math.min(a.until.getTime(), b.until.getTime()))
  return both
}

const ignored = new Set(['_format', '_pretty', '_total'])

/** Reads a search; a parameter that we do not know is refused, as leaving it out would show more than was asked for. */
export function readCriteria(parameters: readonly SearchParameter[], asked: readonly (readonly [string, string])[]): Result<Criteria, SearchRefusal> {
  const paging = new Map(asked.filter(([name]) => name === '_count' || name === '_offset'))
  const limit = natural(paging.get('_count'), pageSizes.usual)
  const offset = natural(paging.get('_offset'), 0)
  if (limit === null || offset === null) return err('fhir.malformed-parameter')
  let narrowing: Narrowing = {}
  const conditions = asked.filter(([name]) => !ignored.has(name) && !paging.has(name))
  for (const [name, text] of conditions) {
    const found = parameters.find((one) => one.name === name)
    if (found === undefined) return err('fhir.unknown-parameter')
    const read = found.read(text)
    if (read === null) return err('fhir.malformed-parameter')
    narrowing = joined(narrowing, read)
  }
  return ok({ ...narrowing, limit: Math.min(limit, pageSizes.most), offset, asked: conditions })
}

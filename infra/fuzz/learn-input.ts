import { oddTexts } from './mutate.ts'
import type { Random } from './random.ts'

/** What is wrong with which field of an input, in English, as the portal answers it. */
export type Complaints = Readonly<Record<string, string>>

/** What fields are filled with: ids that exist, and the words that the sources choose between. */
export interface Stock {
  readonly ids: readonly string[]
  readonly words: readonly string[]
}

/** A value that answers one complaint. */
function remedy(complaint: string, { ids, words }: Stock, random: Random): unknown {
  const options = /expected one of (.+)$/.exec(complaint)?.[1]
  if (options !== undefined) return random.any([...options.matchAll(/"([^"]*)"/g)].map(([, option]) => option))
  const literal = /expected "([^"]*)"/.exec(complaint)?.[1]
  if (literal !== undefined) return literal
  if (/uuid/i.test(complaint)) return random.oneIn(5) ? random.uuid() : random.any(ids)
  if (/datetime/i.test(complaint)) return new Date(1.9e12 + random.next()).toISOString()
  if (/\bdate\b/i.test(complaint)) return '2030-03-04'
  if (/email/i.test(complaint)) return 'ai@do.example'
  if (/\burl\b/i.test(complaint)) return 'https://his.example/fhir'
  const least = /(?:>=|>)\s*(\d+)/.exec(complaint)?.[1]
  if (/expected array|array to have/i.test(complaint)) return least === undefined || least === '0' ? [] : [random.any(ids)]
  if (/expected (int|number)|number to be/i.test(complaint)) return least === undefined ? random.between(1, 60) : Number(least) + 1
  if (/expected boolean/i.test(complaint)) return random.oneIn(2)
  if (/expected (object|record)/i.test(complaint)) return {}
  if (/expected null/i.test(complaint)) return null
  if (/expected string|string to have/i.test(complaint)) return text(least === undefined ? 1 : Number(least), { ids, words }, random)
  // The kinds of a union, and patterns: one of the words that the sources know is right.
  return random.oneIn(4) ? random.any(ids) : random.any(words)
}

function text(least: number, { ids, words }: Stock, random: Random): string {
  const one = random.below(4)
  const chosen = one === 0 ? random.any(ids) : one === 1 ? random.any(words) : one === 2 ? random.pick([...oddTexts]) : 'Hội chẩn về ca này'
  return (chosen ?? '').padEnd(least, 'x')
}

/** The value with another one at a path such as `members.0.part`; what is missing on the way is made. */
function withAt(value: unknown, [key, ...rest]: readonly string[], inner: unknown): unknown {
  if (key === undefined) return inner
  if (Array.isArray(value) || (value === undefined && /^\d+$/.test(key))) {
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    return Object.assign([...list], { [Number(key)]: withAt(list[Number(key)], rest, inner) })
  }
  const object = typeof value === 'object' && value !== null ? value : {}
  return { ...object, [key]: withAt((object as Readonly<Record<string, unknown>>)[key], rest, inner) }
}

/** An input nearer to what the portal takes: each complaint is answered by a value of the kind it asks for. */
export function repaired(input: unknown, complaints: Complaints, { stock, random }: { readonly stock: Stock; readonly random: Random }): unknown {
  return Object.entries(complaints).reduce<unknown>((better, [path, complaint]) => {
    const keys = path === '' ? [] : path.split('.')
    return withAt(better, keys, remedy(complaint, stock, random))
  }, input)
}

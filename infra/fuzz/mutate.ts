import type { Random } from './random.ts'

/** Text that has broken something somewhere: ends of strings, of lines, of markup, of encodings, of databases and of paths. */
export const oddTexts = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '\uffff', '\u202e\u0000', 'Ờ'.normalize('NFD'), '𝕏'.repeat(40), '\r\n', '\t', "'; DROP TABLE patient; --", '$1', '%00', '%s%n',
  '../../../etc/passwd', '..\\..\\x', '<script>alert(1)</script>', '{{7*7}}', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-0', '1e999', '0x10',
  '2026-02-30', '0000-00-00', '9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '2026-11-22T25:61:61Z',
  '00000000-0000-0000-0000-000000000000', 'a'.repeat(300), 'ẩ'.repeat(5_000), '*'.repeat(100_000), '(((((((((((((((((((((((((', 'a{1,99999}', '|^~\\&', '\u001c\r\u000b',
] as const

export const oddNumbers = [0, -0, -1, 1, 1.5, -1.5, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, -(2 ** 53), 1e21, 1e308, 5e-324, -1e308] as const

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A value of any kind, mostly a strange one. */
export function oddValue(random: Random, depth = 0): Json {
  const kind = random.below(depth > 3 ? 5 : 8)
  switch (kind) {
    case 0: return null
    case 1: return random.oneIn(2)
    case 2: return random.pick([...oddNumbers])
    case 3:
    case 4: return random.pick([...oddTexts])
    case 5: return Array.from({ length: random.below(4) }, () => oddValue(random, depth + 1))
    case 6: return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick(['id', 'kind', 'value', '__proto__', 'length', 'x']), oddValue(random, depth + 1)]))
    default: return nested(random.pick([10, 100, 2_000]))
  }
}

/** Arrays within arrays: what walks a value by recursion meets its end here. */
function nested(depth: number): Json {
  let value: Json = 'deep'
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

/** The same value with one thing changed somewhere: taken out, doubled, replaced, or added. */
export function mutated(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return mutatedList(value, random)
  if (typeof value === 'object' && value !== null) return mutatedObject(value, random)
  if (typeof value === 'string' && random.oneIn(2)) return mutatedText(value, random)
  if (typeof value === 'number' && random.oneIn(2)) return random.pick([...oddNumbers, value + 1, -value, value * 1_000_000])
  return oddValue(random)
}

function mutatedList(list: readonly unknown[], random: Random): unknown {
  const at = random.below(list.length)
  switch (random.below(list.length === 0 ? 2 : 6)) {
    case 0: return oddValue(random)
    case 1: return [...list, oddValue(random)]
    case 2: return list.toSpliced(at, 1)
    case 3: return [...list, ...Array.from({ length: random.pick([1, 30, 3_000]) }, () => list[at])]
    default: return list.with(at, mutated(list[at], random))
  }
}

function mutatedObject(object: object, random: Random): unknown {
  const entries = Object.entries(object)
  const at = random.below(entries.length)
  const [key = 'x', inner] = entries[at] ?? []
  switch (random.below(entries.length === 0 ? 2 : 7)) {
    case 0: return random.oneIn(3) ? oddValue(random) : { ...object, [random.pick(['__proto__', 'constructor', 'extra', ''])]: oddValue(random) }
    case 1: return Object.fromEntries([...entries, [random.pick(['id', 'resourceType', 'type', 'then', 'toJSON']), oddValue(random)]])
    case 2: return Object.fromEntries(entries.toSpliced(at, 1))
    default: return Object.fromEntries(entries.with(at, [key, mutated(inner, random)] as [string, unknown]))
  }
}

function mutatedText(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  switch (random.below(4)) {
    case 0: return text.slice(0, at)
    case 1: return text.slice(0, at) + random.pick([...oddTexts]) + text.slice(at)
    case 2: return text.repeat(random.pick([2, 50]))
    default: return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1)
  }
}

/** The same bytes with a few of them changed, cut off, doubled, moved, or replaced by what breaks lengths and ends. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Buffer {
  let changed: Buffer = Buffer.from(bytes)
  for (let times = random.between(1, 6); times > 0; times -= 1) changed = changedOnce(changed, random)
  return changed
}

function changedOnce(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length)
  const length = random.between(1, random.pick([4, 64, 2_048]))
  switch (random.below(8)) {
    case 0: return bytes.subarray(0, at)
    case 1: return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 2: return Buffer.concat([bytes.subarray(0, at), random.bytes(length), bytes.subarray(at)])
    case 3: return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
    case 4: return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)])
    case 5: return overwritten(bytes, at, random.pick([Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.alloc(4), Buffer.from([0x80, 0, 0, 0]), Buffer.from([0xfe, 0xff, 0xff, 0x7f])]))
    default: return overwritten(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]))
  }
}

function overwritten(bytes: Buffer, at: number, by: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  by.copy(copy, at)
  return copy
}

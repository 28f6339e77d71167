/** Bytes of one file of PostgreSQL's log. */
export const segmentBytes = 16 * 1024 * 1024

/** A position in the log from its text, `16/B374D848`. */
export function parsePosition(text: string): bigint {
  const [high = '', low = ''] = text.split('/')
  if (!/^[0-9A-F]{1,8}$/i.test(high) || !/^[0-9A-F]{1,8}$/i.test(low)) throw new Error('not a position in the log')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

/** A position as PostgreSQL reads it. */
export const writePosition = (at: bigint): string => `${(at >> 32n).toString(16).toUpperCase()}/${(at & 0xffffffffn).toString(16).toUpperCase()}`

/** Where the file begins that holds a position. */
export const segmentStart = (at: bigint): bigint => at - (at % BigInt(segmentBytes))

const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0')

/** Name of the file that holds a position: timeline, and the place in two halves. */
export const segmentName = (timeline: number, at: bigint): string => hex(BigInt(timeline)) + hex(at >> 32n) + hex((at & 0xffffffffn) / BigInt(segmentBytes))

const named = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/

/** Where a file of this name begins; null for any other file. */
export function startOfSegment(name: string): { readonly timeline: number; readonly start: bigint } | null {
  const [, timeline, high, low] = named.exec(name) ?? []
  if (timeline === undefined || high === undefined || low === undefined) return null
  return { timeline: Number.parseInt(timeline, 16), start: (BigInt(`0x${high}`) << 32n) | (BigInt(`0x${low}`) * BigInt(segmentBytes)) }
}

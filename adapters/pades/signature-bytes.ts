/** Where a signature stands in a file: the two ranges that it covers, and its own bytes between them. */
export interface SignaturePlace {
  /** End of what the signature covers: the length of the file as it was when signed. */
  readonly end: number
  /** The bytes that were signed. */
  readonly covered: Uint8Array<ArrayBuffer>
  /** The CMS structure, DER, without the zeros that pad it. */
  readonly cms: Uint8Array<ArrayBuffer>
}

/**
 * Takes a signature's bytes out of a file; null when the byte range is anything but "all, save the signature's own hexadecimal
 * string", the shape that every known forgery by gaps avoids.
 */
export function placeOf(file: Uint8Array, range: readonly number[]): SignaturePlace | null {
  const [start, before, after, rest] = range
  if (range.length !== 4 || start !== 0 || before === undefined || after === undefined || rest === undefined) return null
  const end = after + rest
  if (before < 1 || after <= before || end > file.length || ![before, after, rest].every(Number.isSafeInteger)) return null
  const text = Buffer.from(file.subarray(before, after)).toString('latin1')
  if (!/^<(?:[0-9A-Fa-f]{2})+>$/.test(text)) return null
  const contents = Buffer.from(text.slice(1, -1), 'hex')
  const length = derLength(contents)
  if (length === null || contents.subarray(length).some((byte) => byte !== 0)) return null
  const covered = Buffer.concat([file.subarray(0, before), file.subarray(after, end)])
  return { end, covered: Uint8Array.from(covered), cms: Uint8Array.from(contents.subarray(0, length)) }
}

/** The length of one DER element with its header. */
function derLength(bytes: Uint8Array): number | null {
  const [tag, first] = bytes
  if (tag !== 0x30 || first === undefined) return null
  if (first < 0x80) return 2 + first
  const size = first & 0x7f
  if (size === 0 || size > 4 || bytes.length < 2 + size) return null
  const length = bytes.subarray(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0)
  return 2 + size + length <= bytes.length ? 2 + size + length : null
}

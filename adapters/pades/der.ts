/** One element of DER: its tag, where its content lies, and all of its bytes. */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array
  readonly bytes: Uint8Array
}

/** The elements that lie one after another; stops where the bytes are no DER. */
export function elementsOf(bytes: Uint8Array): readonly DerElement[] {
  const found: DerElement[] = []
  for (let at = 0; at + 1 < bytes.length;) {
    const head = lengthAt(bytes, at + 1)
    if (head === null || head.start + head.length > bytes.length) break
    const end = head.start + head.length
    found.push({ tag: bytes[at] ?? 0, content: bytes.subarray(head.start, end), bytes: bytes.subarray(at, end) })
    at = end
  }
  return found
}

function lengthAt(bytes: Uint8Array, at: number): { readonly start: number; readonly length: number } | null {
  const first = bytes[at]
  if (first === undefined) return null
  if (first < 0x80) return { start: at + 1, length: first }
  const size = first & 0x7f
  if (size === 0 || size > 4) return null
  const length = bytes.subarray(at + 1, at + 1 + size).reduce((sum, byte) => sum * 256 + byte, 0)
  return { start: at + 1 + size, length }
}

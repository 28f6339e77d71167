/** A report that came as it was printed, beside what it says in words. */
export interface PrintedPage {
  readonly id: string
  readonly title: string
  readonly issuedAt: Date
  /** The PDF's bytes in base64. */
  readonly pdf: string
}

/** Why a page is not kept; `encrypted`: nobody here could read it. */
export type PageFault = 'not-pdf' | 'encrypted' | 'too-large'

/** A report is some pages; whoever sends more sends a file of another kind. */
export const largestPage = 60 * 1024 ** 2

const starts = [0x25, 0x50, 0x44, 0x46, 0x2d] // %PDF-
const lock = [0x2f, 0x45, 0x6e, 0x63, 0x72, 0x79, 0x70, 0x74] // /Encrypt

function holds(bytes: Uint8Array, sought: readonly number[]): boolean {
  const [first = 0] = sought
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (sought.every((byte, offset) => bytes[at + offset] === byte)) return true
  }
  return false
}

/** Looks at a page by its bytes, whatever its sender calls it; null for a PDF that can be kept. */
export function faultOfPage(bytes: Uint8Array): PageFault | null {
  if (bytes.length > largestPage) return 'too-large'
  if (!starts.every((byte, at) => bytes[at] === byte)) return 'not-pdf'
  return holds(bytes, lock) ? 'encrypted' : null
}

/** Whether a text is base64 as it should be, and nothing else. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)

const isText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/**
 * Whether every text in a value can be kept: PostgreSQL takes neither the character NUL nor half of a surrogate pair, in
 * text or in JSON. Walks without recursion, so that a value nested without end does no harm.
 */
export function isStorable(value: unknown): boolean {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (typeof one === 'string') {
      if (!isText(one)) return false
    } else if (typeof one === 'object' && one !== null && !ArrayBuffer.isView(one)) {
      for (const [key, inner] of Object.entries(one)) {
        if (!isText(key)) return false
        waiting.push(inner)
      }
    }
  }
  return true
}

/** The text without what cannot be kept: nobody sees NUL, and half of a pair is shown as a question mark anyway. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

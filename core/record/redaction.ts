/** What stands in a text where it named the patient. */
export const redacted = '[đã che]'

/** One unit of text for one unit of text, so that what is found in the folded text is found at the same place in the written one. */
const foldUnit = (unit: string): string => (unit === 'đ' || unit === 'Đ' ? 'd' : (unit.normalize('NFD')[0] ?? unit).toLowerCase()[0] ?? unit)
const isPlain = (text: string): boolean => /^[\u0020-\u007e\s]*$/.test(text)
const foldInPlace = (text: string): string =>
  isPlain(text) ? text.toLowerCase() : Array.from({ length: text.length }, (_, at) => foldUnit(text[at] ?? '')).join('')

/** Too short to be told from a word of the language: "An" would take "an toàn" apart. */
const isTelling = (word: string): boolean => word.length >= 6 || /\S\s+\S/.test(word)

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The words of a name may stand apart by spaces or, as devices write them, by carets. */
const shapeOf = (word: string): string => word.split(' ').map(literal).join('[\\s^]+')

/**
 * Makes a function that takes the given names and numbers out of a text, with or without marks, in either case. What it is not told of
 * (a relative's name, a village) stays: no rule finds it.
 */
export function makeRedactor(words: readonly (string | null)[]): (text: string) => string {
  const known = [...new Set(words.flatMap((word) => (word === null ? [] : [foldInPlace(word.normalize('NFC')).replaceAll(/[\s^]+/g, ' ').trim()])))].filter(isTelling)
  if (known.length === 0) return (text) => text
  // The longest first: an address holds the village that is a word by itself.
  const shapes = known.toSorted((a, b) => b.length - a.length).map(shapeOf).join('|')
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${shapes})(?![\\p{L}\\p{N}])`, 'gu')
  return (text) => {
    const written = text.normalize('NFC')
    let shown = ''
    let from = 0
    for (const { index, 0: found } of foldInPlace(written).matchAll(pattern)) {
      shown += written.slice(from, index) + redacted
      from = index + found.length
    }
    return from === 0 ? text : shown + written.slice(from)
  }
}

import { PdfDict, PdfStream } from '@libpdf/core'
import { fontName, fontResources, formOf, type Lettering } from './lettering.ts'

/** A box on the page, in points. */
export interface Box {
  readonly width: number
  readonly height: number
}

const inset = 4
const sizes = [7.4, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6]
const leading = 1.28

/** What a field shows while nobody has signed it: nothing. */
export const emptyAppearance = (box: Box): PdfStream => new PdfStream(formOf(box, new PdfDict()), new Uint8Array())

/**
 * What a signature shows: a frame and words, never the picture of a hand (Luật GDĐT 20/2023). The words are as large as the place
 * allows; a letter that the file's font lacks is a question mark.
 */
export function writtenAppearance(box: Box, lettering: Lettering, words: readonly string[]): PdfStream {
  const known = words.map((text) => Array.from(text.normalize('NFC'), (letter) => (lettering.codeOf(letter) === undefined ? '?' : letter)).join(''))
  const room = { width: box.width - 2 * inset, height: box.height - 2 * inset }
  const laid = sizes.map((size) => ({ size, lines: known.flatMap((text) => wrap(text, room.width / size, lettering)) }))
  const fitting = laid.find(({ size, lines }) => lines.length * size * leading <= room.height) ?? laid.at(-1)
  const { size, lines } = fitting ?? { size: 5, lines: [] }
  const top = (box.height + lines.length * size * leading) / 2 - size
  const text = lines.map((line) => `<${Array.from(line, (letter) => (lettering.codeOf(letter) ?? 0).toString(16).padStart(4, '0')).join('')}> Tj T*`)
  const drawing = [
    `q 0.04 0.42 0.36 RG 0.6 w 0.3 0.3 ${number(box.width - 0.6)} ${number(box.height - 0.6)} re S Q`,
    `BT 0 g /${fontName} ${size} Tf ${number(size * leading)} TL ${inset} ${number(top)} Td`, ...text, 'ET',
  ]
  return new PdfStream(formOf(box, fontResources(lettering.font)), new TextEncoder().encode(drawing.join('\n')))
}

const number = (value: number): string => value.toFixed(2)

/** Breaks between words; `width` in units of the letter size. */
function wrap(text: string, width: number, lettering: Lettering): readonly string[] {
  const widthOf = (part: string): number => Array.from(part).reduce((sum, letter) => sum + lettering.widthOf(letter), 0) / 1_000
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined) return [word]
    return widthOf(`${last} ${word}`) <= width ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word]
  }, [])
}

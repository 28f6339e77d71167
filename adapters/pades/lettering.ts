import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, type PDF, type PdfObject } from '@libpdf/core'

/** Name of the font in the form's resources. */
export const fontName = 'LVChuKy'

/** The letters that a file carries for its signatures: what can be written, under which code, and how wide it is (of 1000). */
export interface Lettering {
  readonly font: PdfRef
  codeOf(letter: string): number | undefined
  widthOf(letter: string): number
}

/** Reads the letters out of the file itself, so that whoever signs needs no font; null for a file that was reserved without. */
export function letteringOf(document: PDF): Lettering | null {
  const resolve = (ref: PdfRef): PdfObject | null => document.getObject(ref)
  const resources = document.getCatalog().getDict('AcroForm', resolve)?.getDict('DR', resolve)?.getDict('Font', resolve)
  const ref = resources?.getRef(fontName)
  const font = resources?.getDict(fontName, resolve)
  const codes = font?.get('ToUnicode', resolve)
  const below = font?.getArray('DescendantFonts', resolve)?.at(0, resolve)
  if (ref === undefined || !(codes instanceof PdfStream) || !(below instanceof PdfDict)) return null
  const byLetter = codesIn(new TextDecoder('latin1').decode(codes.getDecodedData()))
  const widths = widthsIn(below.getArray('W', resolve)?.toArray() ?? [], resolve)
  return { font: ref, codeOf: (letter) => byLetter.get(letter), widthOf: (letter) => widths.get(byLetter.get(letter) ?? -1) ?? 500 }
}

/** Turns the font's code-to-letter table round (ISO 32000-1, 9.10.3). */
function codesIn(table: string): ReadonlyMap<string, number> {
  const pairs = [...table.matchAll(/<([0-9A-Fa-f]{4})>\s+<([0-9A-Fa-f]{4,8})>/g)]
  return new Map(pairs.map(([, code = '', letter = '']) => [String.fromCharCode(...(letter.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16))), parseInt(code, 16)]))
}

/** Widths by code: `first [w w …]` or `first last w` (ISO 32000-1, 9.7.4.3). */
function widthsIn(entries: readonly PdfObject[], resolve: (ref: PdfRef) => PdfObject | null): ReadonlyMap<number, number> {
  const widths = new Map<number, number>()
  const items = entries.map((one) => (one instanceof PdfRef ? resolve(one) : one))
  const numberAt = (index: number): number => {
    const item = items[index]
    return item instanceof PdfNumber ? item.value : 0
  }
  for (let index = 0; index < items.length;) {
    const list = items[index + 1]
    if (list instanceof PdfArray) {
      list.toArray().forEach((width, step) => widths.set(numberAt(index) + step, width instanceof PdfNumber ? width.value : 0))
      index += 2
    } else {
      for (let code = numberAt(index); code <= numberAt(index + 1); code += 1) widths.set(code, numberAt(index + 2))
      index += 3
    }
  }
  return widths
}

/** The form's resources with the font under its name. */
export const fontResources = (font: PdfRef): PdfDict => PdfDict.of({ Font: PdfDict.of({ [fontName]: font }) })

/** The dictionary of a form XObject of the given size. */
export const formOf = (size: { readonly width: number; readonly height: number }, resources: PdfDict): [string, PdfObject][] => [
  ['Type', PdfName.of('XObject')],
  ['Subtype', PdfName.of('Form')],
  ['BBox', PdfArray.of(...[0, 0, size.width, size.height].map((side) => PdfNumber.of(side)))],
  ['Resources', resources],
]

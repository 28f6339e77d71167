import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from '@libpdf/core'

const range = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)).join('')

/** What a name, a hospital or an authority may be written with: Latin letters, all Vietnamese ones, and signs. */
const letters = [range(0x20, 0x7e), range(0xa1, 0xff), range(0x100, 0x17f), 'ƠơƯư', range(0x1ea0, 0x1ef9), '–—‘’“”…'].join('')

interface Donor {
  readonly document: PDF
  readonly font: PdfRef
}

let donor: Promise<Donor> | null = null

/** Puts the letters of signatures into a document; cut out of the font once for the whole process, which takes longer than all the rest. */
export async function embedLetters(document: PDF): Promise<PdfRef> {
  donor ??= cutLetters()
  const { document: from, font } = await donor
  const copy = (one: PdfObject): PdfObject => {
    if (one instanceof PdfRef) return document.register(copy(from.getObject(one) ?? one))
    if (one instanceof PdfStream) return packed(one, entriesOf(one))
    if (one instanceof PdfDict) return new PdfDict(entriesOf(one))
    return one instanceof PdfArray ? PdfArray.of(...one.toArray().map(copy)) : one
  }
  const entriesOf = (one: PdfDict): [PdfName, PdfObject][] => [...one].map(([key, value]) => [key, copy(value)])
  const copied = copy(font)
  if (!(copied instanceof PdfRef)) throw new Error('a font is an object of its own')
  return copied
}

const packedBefore = new WeakMap<PdfStream, Uint8Array>()

/** Streams packed once, by zlib. */
function packed(stream: PdfStream, entries: [PdfName, PdfObject][]): PdfStream {
  const data = packedBefore.get(stream) ?? deflateSync(stream.getDecodedData())
  packedBefore.set(stream, data)
  const others = entries.filter(([key]) => key.value !== 'Filter' && key.value !== 'Length')
  return new PdfStream([...others, [PdfName.of('Filter'), PdfName.of('FlateDecode')]], data)
}

async function cutLetters(): Promise<Donor> {
  // Asked of the runtime: the portal's bundler would take the font for a module of its own.
  const file = process.getBuiltinModule('node:module').createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf')
  const document = PDF.create()
  const font = document.embedFont(await readFile(file))
  font.encodeText(letters)
  document.addPage()
  document.getCatalog().set('Letters', document.fonts.getRef(font))
  // Saved and read again: the library cuts the font only when it writes it.
  const cut = await PDF.load(await document.save({ subsetFonts: true }))
  const ref = cut.getCatalog().getRef('Letters')
  if (ref === undefined) throw new Error('the cut font is lost')
  return { document: cut, font: ref }
}

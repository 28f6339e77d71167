import { deflateSync } from 'node:zlib'
import { PdfName, PdfStream, type PdfObject } from '@libpdf/core'

/** A stream whose bytes are deflated already; the PDF library's own way of packing takes several times as long. */
export const packedStream = (entries: Readonly<Record<string, PdfObject>>, bytes: Uint8Array): PdfStream =>
  new PdfStream([...Object.entries(entries), ['Filter', PdfName.of('FlateDecode')]], deflateSync(bytes))

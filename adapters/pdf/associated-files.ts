import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core'
import { packedStream } from './packed-stream.ts'

/** A file that travels inside the PDF and says how it belongs to it (ISO 19005-3, 6.8). */
export interface AssociatedFile {
  /** Plain ASCII for every reader. */
  readonly name: string
  readonly mediaType: string
  readonly description: string
  /** `Source`: what the pages were made from; `Data`: what they say, for machines. */
  readonly relation: 'Source' | 'Data'
  readonly bytes: Uint8Array
}

/** Embeds files and names them in the document's list of associated files. */
export function associate(pdf: PDF, files: readonly AssociatedFile[], at: Date): void {
  const specifications = files.map((file) => pdf.register(specification(pdf, file, at)))
  const catalog = pdf.getCatalog()
  // The name tree asks for its names in order.
  const order = files.map((file, index) => ({ name: file.name, reference: specifications[index] })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = order.flatMap(({ name, reference }) => (reference === undefined ? [] : [PdfString.fromString(name), reference]))
  const tree = catalog.getDict('Names', (reference) => pdf.getObject(reference)) ?? new PdfDict([])
  tree.set('EmbeddedFiles', pdf.register(PdfDict.of({ Names: new PdfArray(names) })))
  catalog.set('Names', tree)
  catalog.set('AF', new PdfArray(specifications))
}

function specification(pdf: PDF, { name, mediaType, description, relation, bytes }: AssociatedFile, at: Date): PdfDict {
  const moment = PdfString.fromString(`D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`)
  const parameters = PdfDict.of({ Size: PdfNumber.of(bytes.length), CreationDate: moment, ModDate: moment })
  const embedded = packedStream({ Type: PdfName.of('EmbeddedFile'), Subtype: PdfName.of(mediaType), Params: parameters }, bytes)
  const stream = pdf.register(embedded)
  return PdfDict.of({
    Type: PdfName.of('Filespec'),
    F: PdfString.fromString(name),
    UF: PdfString.fromString(name),
    Desc: PdfString.fromString(description),
    AFRelationship: PdfName.of(relation),
    EF: PdfDict.of({ F: stream, UF: stream }),
  })
}

/** A file that travels inside a PDF, by its name; null when there is none. */
export async function associatedFile(bytes: Uint8Array, name: string): Promise<Uint8Array | null> {
  const pdf = await PDF.load(bytes)
  return pdf.attachments.get(name)
}

import { PDF, PdfArray, PdfBool, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core'
import { associate, type AssociatedFile } from './associated-files.ts'
import { packedStream } from './packed-stream.ts'
import { srgbProfile } from './srgb-profile.ts'

export interface DocumentFacts {
  readonly title: string
  readonly author: string
  readonly createdAt: Date
  readonly files: readonly AssociatedFile[]
}

const producer = 'Liên Viện'

/**
 * Gives Chromium's tagged file what an archive asks for (PDF/A-3a, which holds 3b and keeps the tags): language, title, XMP that
 * agrees with the document information, the colour space of its output, and the data that travel with it. Runs before any signature;
 * what it adds stands behind the printed file, whose structure need not be read and written once more.
 */
export async function makeArchival(bytes: Uint8Array, facts: DocumentFacts): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes)
  const { title, author, createdAt } = facts
  pdf.setMetadata({ title, author, creator: producer, producer, creationDate: createdAt, modificationDate: createdAt })
  pdf.setLanguage('vi-VN')
  const catalog = pdf.getCatalog()
  const metadata = packedStream({ Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') }, new TextEncoder().encode(xmp(facts)))
  catalog.set('Metadata', pdf.register(metadata))
  catalog.set('OutputIntents', new PdfArray([pdf.register(outputIntent(pdf))]))
  catalog.set('ViewerPreferences', PdfDict.of({ DisplayDocTitle: PdfBool.of(true) }))
  associate(pdf, facts.files, createdAt)
  return pdf.save({ incremental: true })
}

function outputIntent(pdf: PDF): PdfDict {
  const profile = pdf.register(packedStream({ N: PdfNumber.of(3) }, srgbProfile()))
  return PdfDict.of({
    Type: PdfName.of('OutputIntent'),
    S: PdfName.of('GTS_PDFA1'),
    OutputConditionIdentifier: PdfString.fromString('sRGB IEC61966-2.1'),
    Info: PdfString.fromString('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  })
}

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Seconds only, as the document information keeps them. */
const xmpDate = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, '+00:00')

function xmp({ title, author, createdAt }: DocumentFacts): string {
  const localised = (name: string, text: string): string =>
    `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></dc:${name}>`
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
${localised('title', title)}<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${producer}</xmp:CreatorTool><xmp:CreateDate>${xmpDate(createdAt)}</xmp:CreateDate><xmp:ModifyDate>${xmpDate(createdAt)}</xmp:ModifyDate><pdf:Producer>${producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

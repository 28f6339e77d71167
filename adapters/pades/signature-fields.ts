import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfString, type PdfObject, type PDFPage } from '@libpdf/core'
import { isSignaturePlace, signaturePlace } from '#adapters/pdf/signature-place.ts'
import { emptyAppearance } from './appearance.ts'
import { embedLetters } from './letter-font.ts'
import { fontResources } from './lettering.ts'

/**
 * Reserves every signature field before the first signature, each in the place that the page keeps for it, or unseen where it keeps
 * none; with them the letters in which signatures will show themselves. Rewrites the file: nothing after it may.
 */
export async function reserveFields(pdf: Uint8Array, fields: readonly string[]): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  const first = document.getPage(0)
  if (first === null) throw new Error('a file without pages cannot be signed')
  const places = placesOf(document)
  const widgets = fields.map((name) => placeField(document, name, places.get(signaturePlace(name)) ?? unseen(document, first)))
  forgetLeftovers(document, [...places].filter(([address]) => !fields.some((name) => signaturePlace(name) === address)).map(([, place]) => place))
  const font = await embedLetters(document)
  // The file holds signatures, and may only grow (ISO 32000-1, table 219).
  const form = { Fields: PdfArray.of(...widgets), SigFlags: PdfNumber.of(3), DR: fontResources(font) }
  document.getCatalog().set('AcroForm', document.register(PdfDict.of(form)))
  return document.save()
}

interface Place {
  readonly page: PDFPage
  readonly ref: PdfRef
  readonly annotation: PdfDict
}

/** The links by which the templates keep places, by their address. */
function placesOf(document: PDF): ReadonlyMap<string, Place> {
  const resolve = (ref: PdfRef): PdfObject | null => document.getObject(ref)
  const found = new Map<string, Place>()
  for (const page of document.getPages()) {
    for (const ref of page.dict.getArray('Annots', resolve)?.toArray() ?? []) {
      const annotation = ref instanceof PdfRef ? resolve(ref) : null
      const address = annotation instanceof PdfDict ? (annotation.getDict('A', resolve)?.getString('URI', resolve)?.asString() ?? '') : ''
      if (ref instanceof PdfRef && annotation instanceof PdfDict && isSignaturePlace(address)) found.set(address, { page, ref, annotation })
    }
  }
  return found
}

/** A place that no page shows: a rectangle without extent, which needs no appearance. */
function unseen(document: PDF, page: PDFPage): Place {
  const annotation = PdfDict.of({ Rect: PdfArray.of(...[0, 0, 0, 0].map((side) => PdfNumber.of(side))) })
  const ref = document.register(annotation)
  const others = page.dict.getArray('Annots', (one) => document.getObject(one))?.toArray() ?? []
  page.dict.set('Annots', PdfArray.of(...others, ref))
  return { page, ref, annotation }
}

/** Makes the annotation a signature field that is its own widget; it stays where it was in the page and in the tags. */
function placeField(document: PDF, name: string, { page, ref, annotation }: Place): PdfRef {
  for (const key of ['A', 'Border', 'BS', 'C', 'H', 'Dest', 'Contents']) annotation.delete(key)
  annotation.set('Type', PdfName.of('Annot'))
  annotation.set('Subtype', PdfName.of('Widget'))
  annotation.set('FT', PdfName.of('Sig'))
  annotation.set('T', PdfString.fromString(name))
  annotation.set('TU', PdfString.fromString(`Chữ ký số ${name}`))
  // Print and locked (ISO 32000-1, table 165).
  annotation.set('F', PdfNumber.of(132))
  annotation.set('P', page.ref)
  const box = boxOf(annotation)
  if (box !== null) annotation.set('AP', PdfDict.of({ N: document.register(emptyAppearance(box)) }))
  tagAsForm(document, annotation)
  return ref
}

/** Width and height of a field that can be seen; null for one that cannot. */
export function boxOf(widget: PdfDict): { readonly width: number; readonly height: number } | null {
  const [left = 0, bottom = 0, right = 0, top = 0] = (widget.getArray('Rect')?.toArray() ?? []).map((side) => (side instanceof PdfNumber ? side.value : 0))
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)]
  return width > 0 && height > 0 ? { width, height } : null
}

/** In the tags, what Chromium called a link is a form field now. */
function tagAsForm(document: PDF, annotation: PdfDict): void {
  const resolve = (ref: PdfRef): PdfObject | null => document.getObject(ref)
  const key = annotation.getNumber('StructParent')?.value
  const tree = document.getCatalog().getDict('StructTreeRoot', resolve)?.getDict('ParentTree', resolve)
  if (key === undefined || tree === undefined) return
  const numbers = [tree, ...(tree.getArray('Kids', resolve)?.toArray() ?? []).map((kid) => (kid instanceof PdfRef ? resolve(kid) : kid))]
    .flatMap((node) => (node instanceof PdfDict ? (node.getArray('Nums', resolve)?.toArray() ?? []) : []))
  const at = numbers.findIndex((one, index) => index % 2 === 0 && one instanceof PdfNumber && one.value === key)
  const owner = numbers[at + 1]
  const element = owner instanceof PdfRef ? resolve(owner) : owner
  if (at >= 0 && element instanceof PdfDict) element.set('S', PdfName.of('Form'))
}

/** A place for a field that nobody asked for must not stay behind as a link to nowhere. */
function forgetLeftovers(document: PDF, leftovers: readonly Place[]): void {
  for (const { page, ref } of leftovers) {
    const kept = (page.dict.getArray('Annots', (one) => document.getObject(one))?.toArray() ?? []).filter((one) => !(one instanceof PdfRef && one.objectNumber === ref.objectNumber))
    page.dict.set('Annots', PdfArray.of(...kept))
  }
}

import { createHash } from 'node:crypto'
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString, type SignatureField } from '@libpdf/core'
import type { SealOrder } from '#core/minutes/ports.ts'
import { X509Certificate } from '@peculiar/x509'
import { printClock, printDay } from '#adapters/pdf/print-time.ts'
import { subjectField } from '#adapters/pki/certificates.ts'
import { writtenAppearance } from './appearance.ts'
import { cadesSignature, type CadesOrder } from './cades-signature.ts'
import { letteringOf } from './lettering.ts'
import { boxOf } from './signature-fields.ts'

/** Room for the signature, its certificates and the timestamp, in bytes. */
const reserved = 16_384
const unknownRange = 9_999_999_999

/** Adds one signature as an incremental update: its value, and what its place on the page shows of it. */
export async function addSignature(order: SealOrder, timestamp: CadesOrder['timestamp']): Promise<Uint8Array> {
  const document = await PDF.load(order.pdf)
  const field = document.getForm()?.getSignatureFields().find((one) => one.name === order.field)
  if (field === undefined || field.isSigned()) throw new Error(`the file has no free signature field ${order.field}`)
  field.getDict().set('V', document.register(signatureDictionary(order)))
  showSignature(document, field, order)
  const file = grown(order.pdf, await document.save({ incremental: true }))
  const place = placeOfSignature(file, order.pdf.length)
  const digest = createHash('sha256').update(file.subarray(0, place.before)).update(file.subarray(place.after)).digest()
  const cms = await cadesSignature({ digest, credential: order.credential, at: order.at, timestamp })
  if (cms.length > reserved) throw new Error(`the signature needs ${cms.length} bytes, more than are reserved for one`)
  file.set(Buffer.from(Buffer.from(cms).toString('hex'), 'latin1'), place.before + 1)
  return file
}

function signatureDictionary({ at, reason, location }: SealOrder): PdfDict {
  const moment = `D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    ByteRange: PdfArray.of(PdfNumber.of(0), ...[unknownRange, unknownRange, unknownRange].map((one) => PdfNumber.of(one))),
    Contents: new PdfString(new Uint8Array(reserved), 'hex'),
    M: PdfString.fromString(moment),
    Reason: PdfString.fromString(reason),
    Location: PdfString.fromString(location),
  })
}

/** Name, hospital and authority as the certificate has them: the page says nothing that the signature does not prove. */
function showSignature(document: PDF, field: SignatureField, { credential, capacity, at }: SealOrder): void {
  const [box, lettering] = [boxOf(field.getDict()), letteringOf(document)]
  if (box === null || lettering === null) return
  const certificate = new X509Certificate(Uint8Array.from(credential.certificate))
  const words = [
    'Chữ ký số',
    `Người ký: ${subjectField(certificate, 'CN')}`,
    `Tư cách: ${capacity}`,
    `Cơ quan: ${subjectField(certificate, 'O')}`,
    `Thời điểm: ${printDay(at)} ${printClock(at)}`,
    `Nơi cấp chứng thư: ${certificate.issuerName.getField('CN')[0] ?? certificate.issuer}`,
  ]
  const appearance = document.register(writtenAppearance(box, lettering, words.filter((line) => !line.endsWith(': '))))
  field.getDict().set('AP', PdfDict.of({ N: appearance }))
}

/** Finds the one signature that the update has added, and writes down what it covers: everything but its own value. */
function placeOfSignature(file: Uint8Array, from: number): { readonly before: number; readonly after: number } {
  const added = Buffer.from(file.buffer, file.byteOffset + from, file.length - from)
  const contents = Buffer.from(`<${'00'.repeat(reserved)}>`, 'latin1')
  const before = from + added.indexOf(contents)
  const after = before + contents.length
  const numbers = `0 ${unknownRange} ${unknownRange} ${unknownRange}`
  const range = added.indexOf(numbers)
  if (before < from || range < 0) throw new Error('the update holds no place for the signature')
  const known = `0 ${before} ${after} ${file.length - after}`
  added.write(known.padEnd(numbers.length), range, 'latin1')
  return { before, after }
}

/** Holds the library to its word: every byte that was there before still is. */
export function grown(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (Buffer.compare(before, after.subarray(0, before.length)) !== 0) throw new Error('the file was rewritten instead of extended')
  return after
}

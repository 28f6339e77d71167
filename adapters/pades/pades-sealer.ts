import {
  PDF, PdfArray, PdfName, PdfNumber, type DigestAlgorithm, type PDFPage, type PdfRef, type SignatureField, type Signer, type TimestampAuthority,
} from '@libpdf/core'
import type { MinutesSealer, SealOrder, SigningCredential } from '#core/minutes/ports.ts'
import { verifySeal, type TrustAnchors } from './verify-seal.ts'

export interface SealerPorts {
  /** An RFC 3161 token for a SHA-256 digest. */
  readonly timestamp: (digest: Uint8Array) => Promise<Uint8Array>
  /** The current revocation list of whoever issued a certificate (DER in, DER out). */
  readonly revocationListOf: (certificate: Uint8Array) => Promise<Uint8Array | null>
  readonly trustAnchors: TrustAnchors
}

/** Room for the signature, four certificates and the timestamp, in bytes. */
const reservedForSignature = 16_384

/** Seals PDFs with PAdES signatures, each an incremental update, so that no signature breaks an earlier one. */
export function makePadesSealer(ports: SealerPorts): MinutesSealer {
  const timestampAuthority: TimestampAuthority = {
    timestamp: (digest, algorithm: DigestAlgorithm) => {
      if (algorithm !== 'SHA-256') throw new Error(`timestamps are issued for SHA-256, not ${algorithm}`)
      return ports.timestamp(digest)
    },
  }
  return {
    reserve: reserveFields,
    sign: (order) => addSignature(order, timestampAuthority),
    addValidationData: async (pdf) => {
      const document = await PDF.load(pdf)
      const { bytes } = await document.addValidationData({ revocationProvider: { getCRL: ports.revocationListOf } })
      return grown(pdf, bytes)
    },
    verify: (pdf) => verifySeal(pdf, ports.trustAnchors),
  }
}

async function reserveFields(pdf: Uint8Array, fields: readonly string[]): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  const page = document.getPage(0)
  if (page === null) throw new Error('a file without pages cannot be signed')
  const form = document.getOrCreateForm()
  const widgets = fields.map((name) => makeWidget(form.createSignatureField(name), page))
  const others = page.dict.getArray('Annots', (ref) => document.getObject(ref))?.toArray() ?? []
  page.dict.set('Annots', PdfArray.of(...others, ...widgets))
  return document.save()
}

/** Makes a field its own widget on the page, in the very shape that signing gives it, so that signing only fills it. */
function makeWidget(field: SignatureField, page: PDFPage): PdfRef {
  const dictionary = field.getDict()
  dictionary.delete('Kids')
  dictionary.set('Type', PdfName.of('Annot'))
  dictionary.set('Subtype', PdfName.of('Widget'))
  // Print and locked (ISO 32000-1, table 165).
  dictionary.set('F', PdfNumber.of(132))
  dictionary.set('P', page.ref)
  dictionary.set('Rect', PdfArray.of(...[0, 0, 0, 0].map((side) => PdfNumber.of(side))))
  const ref = field.getRef()
  if (ref === null) throw new Error('a new signature field has no object of its own')
  return ref
}

async function addSignature(order: SealOrder, timestampAuthority: TimestampAuthority): Promise<Uint8Array> {
  const document = await PDF.load(order.pdf)
  const reserved = document.getForm()?.getSignatureFields().find((field) => field.name === order.field)
  if (reserved === undefined || reserved.isSigned()) throw new Error(`the file has no free signature field ${order.field}`)
  const { bytes } = await document.sign({
    signer: signerOf(order.credential),
    fieldName: order.field,
    reason: order.reason,
    location: order.location,
    signingTime: order.at,
    level: 'B-T',
    timestampAuthority,
    digestAlgorithm: 'SHA-256',
    estimatedSize: reservedForSignature,
  })
  return grown(order.pdf, bytes)
}

const signerOf = (credential: SigningCredential): Signer => ({
  certificate: credential.certificate,
  certificateChain: [...credential.chain],
  ...(credential.algorithm === 'RSA'
    ? { keyType: 'RSA', signatureAlgorithm: 'RSASSA-PKCS1-v1_5' } as const
    : { keyType: 'EC', signatureAlgorithm: 'ECDSA' } as const),
  sign: (data, algorithm) => {
    if (algorithm !== 'SHA-256') throw new Error(`keys sign with SHA-256, not ${algorithm}`)
    return credential.sign(data)
  },
})

/** Holds the library to its word: every byte that was there before still is. */
function grown(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (Buffer.compare(before, after.subarray(0, before.length)) !== 0) throw new Error('the file was rewritten instead of extended')
  return after
}

import { PDF, PdfArray, PdfDict, PdfName, PdfStream, type PdfRef } from '@libpdf/core'
import { X509Certificate } from '@peculiar/x509'
import { grown } from './add-signature.ts'
import { certificatesAlong } from './certificates-along.ts'

/** What proves that a certificate was not revoked: its authority's list, or an answer of its authority's OCSP responder; DER. */
export interface RevocationProof {
  readonly kind: 'crl' | 'ocsp'
  readonly der: Uint8Array
}

/** The proof for a certificate (DER); null when there is none to be had. */
export type RevocationProofOf = (certificate: Uint8Array) => Promise<RevocationProof | null>

/**
 * Adds what makes every signature provable after its certificates have ended (PAdES B-LT): all certificates and, for each, the proof
 * that it was not revoked, in the document security store (ISO 32000-2, 12.8.4.3). Nothing is fetched but by the given proofs.
 */
export async function addValidationData(pdf: Uint8Array, proofOf: RevocationProofOf): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  const signatures = (document.getForm()?.getSignatureFields() ?? []).flatMap((field) => {
    const contents = field.getSignatureDict()?.getString('Contents')?.bytes
    return contents === undefined ? [] : [contents]
  })
  const certificates = unique(signatures.flatMap(certificatesAlong))
  const proofs = await proofsOf(certificates, proofOf)
  const store = (bytes: readonly Uint8Array[]): PdfRef[] => bytes.map((der) => document.register(new PdfStream(undefined, der)))
  const of = (kind: RevocationProof['kind']): readonly Uint8Array[] => unique(proofs.filter((one) => one.kind === kind).map(({ der }) => der))
  const entries = ([['Certs', certificates], ['CRLs', of('crl')], ['OCSPs', of('ocsp')]] as const).filter(([, all]) => all.length > 0)
  const dictionary = new PdfDict([['Type', PdfName.of('DSS')], ...entries.map(([key, all]): [string, PdfArray] => [key, PdfArray.of(...store(all))])])
  document.getCatalog().set('DSS', document.register(dictionary))
  return grown(pdf, await document.save({ incremental: true }))
}

async function proofsOf(certificates: readonly Uint8Array[], proofOf: RevocationProofOf): Promise<readonly RevocationProof[]> {
  const proofs = await Promise.all(certificates.map(async (der) => {
    const certificate = new X509Certificate(Uint8Array.from(der))
    // Nobody but itself could revoke a root.
    return certificate.subject === certificate.issuer ? null : proofOf(der)
  }))
  return proofs.filter((one) => one !== null)
}

const unique = (all: readonly Uint8Array[]): readonly Uint8Array[] => [...new Map(all.map((der) => [Buffer.from(der).toString('base64'), der])).values()]

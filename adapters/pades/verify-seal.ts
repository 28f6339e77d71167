import { PDF, PdfNumber, type PdfDict, type SignatureField } from '@libpdf/core'
import { X509Certificate } from '@peculiar/x509'
import type { FoundSignature, SealVerdict } from '#core/minutes/ports.ts'
import { checkSignature } from './cms-signature.ts'
import { onlySignaturesAdded } from './later-changes.ts'
import { placeOf } from './signature-bytes.ts'
import { leadsToTrust } from './trust-path.ts'

/** The root certificates (DER) whose people this platform believes. */
export type TrustAnchors = () => Promise<readonly Uint8Array[]>

const nothing: SealVerdict = { signatures: [], unsignedFields: [], whole: false }

/** Checks every signature of a file, and that nothing but signatures and their proofs came after the first. */
export async function verifySeal(file: Uint8Array, trustAnchors: TrustAnchors): Promise<SealVerdict> {
  const fields = await readFields(file)
  if (fields === null) return nothing
  const anchors = (await trustAnchors()).map((der) => new X509Certificate(Uint8Array.from(der)))
  const checked = await Promise.all(
    fields.filter((field) => field.isSigned()).map((field) => checkField(file, field, anchors)),
  )
  const signatures = checked.map((one) => one.found).sort((a, b) => (a.signedAt?.getTime() ?? 0) - (b.signedAt?.getTime() ?? 0))
  const ends = checked.map((one) => one.end)
  const sound = signatures.length > 0 && signatures.every((one) => one.intact && one.trusted)
  return {
    signatures,
    unsignedFields: fields.filter((field) => !field.isSigned()).map((field) => field.name),
    whole: sound && (await onlySignaturesAdded(file.subarray(0, Math.min(...ends)), file)),
  }
}

async function readFields(file: Uint8Array): Promise<readonly SignatureField[] | null> {
  try {
    const pdf = await PDF.load(file)
    return pdf.getForm()?.getSignatureFields() ?? []
  } catch {
    return null
  }
}

async function checkField(
  file: Uint8Array,
  field: SignatureField,
  anchors: readonly X509Certificate[],
): Promise<{ readonly found: FoundSignature; readonly end: number }> {
  const dictionary = field.getSignatureDict()
  const place = dictionary === null ? null : placeOf(file, rangeOf(dictionary))
  const cms = place === null ? null : await checkSignature(place.cms, place.covered)
  const reason = dictionary?.getString('Reason')?.asString() ?? ''
  if (place === null || cms === null) return { found: broken(field.name, reason), end: file.length }
  const stamped = cms.timestamp
  const stampTrusted = stamped !== null && (await leadsToTrust(stamped.authority, stamped.certificates, { anchors, at: stamped.at }))
  const signedAt = knownMoment(stamped !== null && stampTrusted ? stamped.at : cms.claimedAt)
  const trusted = signedAt !== null && (await leadsToTrust(cms.signer, cms.certificates, { anchors, at: signedAt }))
  const subject = (name: string): string => cms.signer.subjectName.getField(name)[0] ?? ''
  return {
    end: place.end,
    found: {
      field: field.name,
      signerName: subject('CN'),
      organizationName: subject('O'),
      certificateSerial: cms.signer.serialNumber,
      reason,
      signedAt,
      timestamped: stampTrusted,
      intact: cms.intact,
      trusted,
    },
  }
}

/** A file may name a moment that no calendar has. */
const knownMoment = (at: Date | null): Date | null => (at === null || Number.isNaN(at.getTime()) ? null : at)

const rangeOf = (dictionary: PdfDict): readonly number[] =>
  (dictionary.getArray('ByteRange')?.toArray() ?? []).map((item) => (item instanceof PdfNumber ? item.value : Number.NaN))

const broken = (field: string, reason: string): FoundSignature => ({
  field, reason, signerName: '', organizationName: '', certificateSerial: '', signedAt: null, timestamped: false, intact: false, trusted: false,
})

import type { MinutesSealer } from '#core/minutes/ports.ts'
import { addSignature } from './add-signature.ts'
import { reserveFields } from './signature-fields.ts'
import { addValidationData, type RevocationProofOf } from './validation-data.ts'
import { verifySeal, type TrustAnchors } from './verify-seal.ts'

export interface SealerPorts {
  /** An RFC 3161 token for a SHA-256 digest. */
  readonly timestamp: (digest: Uint8Array) => Promise<Uint8Array>
  readonly revocationProofOf: RevocationProofOf
  readonly trustAnchors: TrustAnchors
}

/** Seals PDFs with PAdES signatures, each an incremental update, so that no signature breaks an earlier one. */
export const makePadesSealer = (ports: SealerPorts): MinutesSealer => ({
  reserve: reserveFields,
  sign: (order) => addSignature(order, ports.timestamp),
  addValidationData: (pdf) => addValidationData(pdf, ports.revocationProofOf),
  verify: (pdf) => verifySeal(pdf, ports.trustAnchors),
})

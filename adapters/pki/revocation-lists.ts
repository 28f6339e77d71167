import { X509Certificate, X509CrlGenerator, X509CrlReason } from '@peculiar/x509'
import type { KeyStore, StoredRevocation } from '#core/minutes/key-store.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { Authorities, OpenAuthority } from './authorities.ts'
import { keyAlgorithm } from './certificates.ts'

/** How long a list answers for its authority before a newer one is due. */
const listLifetime = 7 * 24 * 3_600_000

const reasons: Readonly<Record<StoredRevocation['reason'], X509CrlReason>> = {
  'key-compromise': X509CrlReason.keyCompromise,
  superseded: X509CrlReason.superseded,
  cessation: X509CrlReason.cessationOfOperation,
  unspecified: X509CrlReason.unspecified,
}

/** The list of what an authority has revoked so far, signed now (DER). */
export type IssueRevocationList = (authority: OpenAuthority) => Promise<Uint8Array>

/** Issues revocation lists from the key store. */
export const makeIssueRevocationList =
  ({ store, clock }: { readonly store: KeyStore; readonly clock: Clock }): IssueRevocationList =>
  async (authority) => {
    const revoked = await store.revocations(authority.id)
    const now = clock()
    const list = await X509CrlGenerator.create({
      issuer: authority.certificate.subjectName.toJSON(),
      thisUpdate: new Date(now.getTime() - 60_000),
      nextUpdate: new Date(now.getTime() + listLifetime),
      signingKey: authority.key,
      signingAlgorithm: keyAlgorithm,
      entries: revoked.map((one) => ({ serialNumber: one.serial, revocationDate: one.revokedAt, reason: reasons[one.reason] })),
    })
    return new Uint8Array(list.rawData)
  }

/** Finds the current list of whichever authority issued a certificate (DER), or null for an authority that is not ours. */
export const makeRevocationListOf =
  (authorities: Authorities, store: KeyStore, issue: IssueRevocationList) =>
  async (certificate: Uint8Array): Promise<Uint8Array | null> => {
    const { issuer } = new X509Certificate(Uint8Array.from(certificate))
    for (const { id } of await store.authorities()) {
      const authority = await authorities.existing(id)
      if (authority !== null && id !== 'timestamp' && authority.certificate.subject === issuer) return issue(authority)
    }
    return null
  }

import { X509Certificate, X509CrlGenerator, X509CrlReason } from '@peculiar/x509'
import type { AuthorityId, KeyStore, StoredRevocation } from '#core/minutes/key-store.ts'
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

/** A list serves again for this long, unless something was revoked meanwhile; milliseconds. */
const listServes = 3_600_000

interface IssuedList {
  readonly revoked: number
  readonly at: Date
  readonly der: Promise<Uint8Array>
}

/** Issues revocation lists from the key store. */
export function makeIssueRevocationList({ store, clock }: { readonly store: KeyStore; readonly clock: Clock }): IssueRevocationList {
  const issued = new Map<AuthorityId, IssuedList>()
  return async (authority) => {
    const revoked = await store.revocations(authority.id)
    const now = clock()
    const last = issued.get(authority.id)
    // What is revoked is never taken back, so that the same number means the same list.
    if (last !== undefined && last.revoked === revoked.length && Math.abs(now.getTime() - last.at.getTime()) < listServes) return last.der
    const der = issueList(authority, revoked, now)
    issued.set(authority.id, { revoked: revoked.length, at: now, der })
    der.catch(() => issued.delete(authority.id))
    return der
  }
}

async function issueList(authority: OpenAuthority, revoked: readonly StoredRevocation[], now: Date): Promise<Uint8Array> {
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

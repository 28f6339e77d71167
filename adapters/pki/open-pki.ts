import type { KeyStore } from '#core/minutes/key-store.ts'
import type { OrganizationSeals, SigningKeys } from '#core/minutes/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import { makeAuthorities, type Authorities } from './authorities.ts'
import { derOf } from './certificates.ts'
import { makeIssueRevocationList, makeRevocationListOf } from './revocation-lists.ts'
import { makeOrganizationSeals } from './organization-seals.ts'
import { makeOutsideKeys, makeRegisterOutsideKey, type OutsideKeyPorts } from './outside-keys.ts'
import { revocationStatus, type StatusProof } from './revocation-status.ts'
import type { TrustedAuthority } from './trusted-authorities.ts'
import { X509Certificate } from '@peculiar/x509'
import { makeIssueSigningKey, makeSigningKeys } from './signing-keys.ts'
import { makeIssueTimestamp, type IssueTimestamp } from './timestamp-authority.ts'

export interface PkiPorts {
  readonly store: KeyStore
  readonly clock: Clock
  readonly newId: NewId
  /** PKI_SECRET: what the authorities' keys rest under, and what is mixed into every PIN. */
  readonly secret: string
  /** Authorities, tokens and remote services outside the platform; none where absent. */
  readonly outside?: Pick<OutsideKeyPorts, 'trusted' | 'devices'>
}

/** The deployment's own authority: keys and certificates for people, revocation lists, timestamps, and the root to trust. */
export interface Pki {
  readonly authorities: Authorities
  readonly keys: SigningKeys
  readonly registerOutsideKey: ReturnType<typeof makeRegisterOutsideKey>
  readonly issueSigningKey: ReturnType<typeof makeIssueSigningKey>
  /** The hospitals' own seals. */
  readonly seals: OrganizationSeals
  readonly timestamp: IssueTimestamp
  readonly revocationListOf: ReturnType<typeof makeRevocationListOf>
  /** What proves that a certificate is not revoked now: the answer of its authority's OCSP responder, else its list. */
  readonly revocationProofOf: (certificate: Uint8Array) => Promise<StatusProof | null>
  readonly trustAnchors: () => Promise<readonly Uint8Array[]>
}

/** Opens the authority over a key store; nothing is made before it is needed. */
export function openPki({ store, clock, newId, secret, outside = none }: PkiPorts): Pki {
  const authorities = makeAuthorities({ store, clock, secret })
  const keyPorts = { store, authorities, clock, newId, secret }
  const outsidePorts = { store, clock, newId, ...outside }
  const ownListOf = makeRevocationListOf(authorities, store, makeIssueRevocationList({ store, clock }))
  return {
    authorities,
    keys: newestKeys(store, makeSigningKeys(keyPorts), makeOutsideKeys(outsidePorts)),
    registerOutsideKey: makeRegisterOutsideKey(outsidePorts),
    issueSigningKey: makeIssueSigningKey(keyPorts),
    seals: makeOrganizationSeals({ ...outsidePorts, authorities, secret }),
    timestamp: makeIssueTimestamp({ authorities, clock }),
    revocationListOf: ownListOf,
    revocationProofOf: async (certificate) => {
      const own = await ownListOf(certificate)
      return own === null ? proofOutside(await outside.trusted(), certificate, clock()) : { kind: 'crl', der: own }
    },
    trustAnchors: async () => [derOf((await authorities.root()).certificate), ...(await outside.trusted()).map((one) => derOf(one.certificate))],
  }
}

const none: Pick<OutsideKeyPorts, 'trusted' | 'devices'> = { trusted: async () => [], devices: { pkcs11: null, csc: null } }

/** Whichever key the person was given or has registered last. */
const newestKeys = (store: KeyStore, own: SigningKeys, outside: SigningKeys): SigningKeys => ({
  unlock: async (signer, pin) => {
    const [kept, elsewhere] = await Promise.all([store.currentKey(signer.practitioner, signer.organization), store.outsideKey(signer.practitioner, signer.organization)])
    const isOutside = elsewhere !== null && (kept === null || elsewhere.createdAt >= kept.createdAt)
    return (isOutside ? outside : own).unlock(signer, pin)
  },
})

async function proofOutside(authorities: readonly TrustedAuthority[], der: Uint8Array, now: Date): Promise<StatusProof | null> {
  const certificate = new X509Certificate(Uint8Array.from(der))
  const authority = authorities.find((one) => one.certificate.subject === certificate.issuer)
  const found = authority === undefined ? null : await revocationStatus(authority, certificate, now)
  return found?.status === 'good' ? found.proof : null
}

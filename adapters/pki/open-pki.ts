import type { KeyStore } from '#core/minutes/key-store.ts'
import type { SigningKeys } from '#core/minutes/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import { makeAuthorities, type Authorities } from './authorities.ts'
import { derOf } from './certificates.ts'
import { makeIssueRevocationList, makeRevocationListOf } from './revocation-lists.ts'
import { makeIssueSigningKey, makeSigningKeys } from './signing-keys.ts'
import { makeIssueTimestamp, type IssueTimestamp } from './timestamp-authority.ts'

export interface PkiPorts {
  readonly store: KeyStore
  readonly clock: Clock
  readonly newId: NewId
  /** PKI_SECRET: what the authorities' keys rest under, and what is mixed into every PIN. */
  readonly secret: string
}

/** The deployment's own authority: keys and certificates for people, revocation lists, timestamps, and the root to trust. */
export interface Pki {
  readonly authorities: Authorities
  readonly keys: SigningKeys
  readonly issueSigningKey: ReturnType<typeof makeIssueSigningKey>
  readonly timestamp: IssueTimestamp
  readonly revocationListOf: ReturnType<typeof makeRevocationListOf>
  readonly trustAnchors: () => Promise<readonly Uint8Array[]>
}

/** Opens the authority over a key store; nothing is made before it is needed. */
export function openPki({ store, clock, newId, secret }: PkiPorts): Pki {
  const authorities = makeAuthorities({ store, clock, secret })
  const keyPorts = { store, authorities, clock, newId, secret }
  return {
    authorities,
    keys: makeSigningKeys(keyPorts),
    issueSigningKey: makeIssueSigningKey(keyPorts),
    timestamp: makeIssueTimestamp({ authorities, clock }),
    revocationListOf: makeRevocationListOf(authorities, store, makeIssueRevocationList({ store, clock })),
    trustAnchors: async () => [derOf((await authorities.root()).certificate)],
  }
}

import { makeAuthorities, type Authorities } from './authorities.ts'
import { makeIssueRevocationList, makeRevocationListOf } from './revocation-lists.ts'
import { makeIssueSigningKey, makeSigningKeys, type SigningKeyPorts } from './signing-keys.ts'
import type { SigningKeys } from '#core/minutes/ports.ts'
import { makeIssueTimestamp, type IssueTimestamp } from './timestamp-authority.ts'

/** The deployment's own trust services: authorities, people's keys, timestamps and revocation lists. */
export interface Pki {
  readonly authorities: Authorities
  readonly keys: SigningKeys
  readonly issueKey: ReturnType<typeof makeIssueSigningKey>
  readonly timestamp: IssueTimestamp
  readonly revocationListOf: ReturnType<typeof makeRevocationListOf>
}

/** Opens the trust services over a key store; nothing is made before it is first needed. */
export function openPki(ports: Omit<SigningKeyPorts, 'authorities'>): Pki {
  const authorities = makeAuthorities(ports)
  return {
    authorities,
    keys: makeSigningKeys({ ...ports, authorities }),
    issueKey: makeIssueSigningKey({ ...ports, authorities }),
    timestamp: makeIssueTimestamp({ ...ports, authorities }),
    revocationListOf: makeRevocationListOf(authorities, ports.store, makeIssueRevocationList(ports)),
  }
}

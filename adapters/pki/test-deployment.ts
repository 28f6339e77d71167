import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import type { KeyStore } from '#core/minutes/key-store.ts'
import type { SigningKeys } from '#core/minutes/ports.ts'
import { makeMemoryKeyStore } from '#core/minutes/testing.ts'
import { makeAuthorities, type Authorities } from './authorities.ts'
import { makeIssueRevocationList, makeRevocationListOf } from './revocation-lists.ts'
import { makeIssueSigningKey, makeSigningKeys } from './signing-keys.ts'
import { makeIssueTimestamp, type IssueTimestamp } from './timestamp-authority.ts'

/** A deployment's authority in memory, with a clock that tests move. */
export interface TestDeployment {
  readonly store: KeyStore
  readonly authorities: Authorities
  readonly keys: SigningKeys
  readonly issueKey: ReturnType<typeof makeIssueSigningKey>
  readonly timestamp: IssueTimestamp
  readonly revocationListOf: ReturnType<typeof makeRevocationListOf>
  readonly moveClock: (to: Date) => void
}

/** Opens a deployment over a key store; the same store and secret open the same authorities again. */
export function openTestDeployment(start: Date, store = makeMemoryKeyStore(), secret = 'test secret of a deployment'): TestDeployment {
  let now = start
  let ids = 0
  const clock = (): Date => now
  const authorities = makeAuthorities({ store, clock, secret })
  const ports = { store, authorities, clock, secret, newId: () => `key-${++ids}` }
  return {
    store,
    authorities,
    keys: makeSigningKeys(ports),
    issueKey: makeIssueSigningKey(ports),
    timestamp: makeIssueTimestamp(ports),
    revocationListOf: makeRevocationListOf(authorities, store, makeIssueRevocationList(ports)),
    moveClock: (to) => {
      now = to
    },
  }
}

export const testOrganization = { id: brandId<OrganizationId>('org-central'), name: 'Bệnh viện Đa khoa Trung ương Sao Mai' }
export const testDoctor = { id: brandId<PractitionerId>('practitioner-1'), name: 'Trần Quốc Khánh' }

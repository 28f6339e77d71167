import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import type { KeyStore } from '#core/minutes/key-store.ts'
import { makeMemoryKeyStore } from '#core/minutes/testing.ts'
import { openPki, type Pki } from './open-pki.ts'

/** A deployment's authority in memory, with a clock that tests move. */
export interface TestDeployment extends Pki {
  readonly store: KeyStore
  readonly moveClock: (to: Date) => void
}

/** Opens a deployment over a key store; the same store and secret open the same authorities again. */
export function openTestDeployment(start: Date, store = makeMemoryKeyStore(), secret = 'test secret of a deployment'): TestDeployment {
  let now = start
  let ids = 0
  return {
    ...openPki({ store, secret, clock: () => now, newId: () => `key-${++ids}` }),
    store,
    moveClock: (to) => {
      now = to
    },
  }
}

export const testOrganization = { id: brandId<OrganizationId>('org-central'), name: 'Bệnh viện Đa khoa Trung ương Sao Mai' }
export const testDoctor = { id: brandId<PractitionerId>('practitioner-1'), name: 'Trần Quốc Khánh' }

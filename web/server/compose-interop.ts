import { randomBytes } from 'node:crypto'
import { makeIssueClient, makeListClients, makeRevokeClient } from '#core/interop/manage-clients.ts'
import { makeEnterResults, makeUploadRecord } from '#core/record/enter-record.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'

interface Foundation {
  readonly store: Pick<Store, 'atomically'>
  readonly clock: Clock
  readonly newId: NewId
  readonly digest: Digest
}

/** The use cases of what comes from other systems, and of who may ask us. */
export function composeInterop({ store: { atomically }, clock, newId, digest }: Foundation) {
  const clients = { atomically, clock, newId, digest, newSecret: () => randomBytes(32).toString('base64url') } satisfies Parameters<typeof makeIssueClient>[0]
  return {
    listClients: makeListClients(clients),
    issueClient: makeIssueClient(clients),
    revokeClient: makeRevokeClient(clients),
    enterResults: makeEnterResults({ atomically, clock, newId }),
    uploadRecord: makeUploadRecord({ atomically, clock, newId }),
  }
}

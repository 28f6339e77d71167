import type { CasePorts } from '#core/case/ports.ts'
import { makePreviewDirectory, makeTakeInDirectory } from '#core/directory/take-in-directory.ts'
import { makeViewDirectory } from '#core/directory/view-directory.ts'
import type { Store } from '#prisma/store.ts'
import { composeAccounts } from './compose-accounts.ts'
import { composeLinks } from './compose-links.ts'

/** Departments and people of the own hospital from a list, their accounts, and the contracts with other hospitals. */
export function composeDirectory({ store, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const { atomically } = store
  return {
    ...composeAccounts({ store, clock, newId }),
    ...composeLinks({ store, clock, newId }),
    viewDirectory: makeViewDirectory({ atomically }),
    previewDirectory: makePreviewDirectory({ atomically }),
    takeInDirectory: makeTakeInDirectory({ atomically, clock, newId }),
  }
}

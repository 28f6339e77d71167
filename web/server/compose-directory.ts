import type { CasePorts } from '#core/case/ports.ts'
import { makePreviewDirectory, makeTakeInDirectory } from '#core/directory/take-in-directory.ts'
import type { Store } from '#prisma/store.ts'

/** Departments and people of the own hospital from a list. */
export function composeDirectory({ store: { atomically }, clock, newId }: Pick<CasePorts, 'clock' | 'newId'> & { readonly store: Store }) {
  return {
    previewDirectory: makePreviewDirectory({ atomically }),
    takeInDirectory: makeTakeInDirectory({ atomically, clock, newId }),
  }
}

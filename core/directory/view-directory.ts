import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Actor } from './actor.ts'
import type { Department } from './directory.ts'
import type { StaffPlace } from './import-directory.ts'
import { mayKeepDirectory, type DirectoryPorts } from './take-in-directory.ts'

/** A hospital's departments and its people. */
export interface DirectoryView {
  readonly departments: readonly Department[]
  readonly staff: readonly StaffPlace[]
}

/** The departments and people of the own hospital, for those who keep them. */
export const makeViewDirectory =
  ({ atomically }: Pick<DirectoryPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<DirectoryView, 'directory.not-allowed'>> =>
    atomically(actor, async ({ directoryKeeper }) =>
      mayKeepDirectory(actor) ? ok({ departments: await directoryKeeper.departments(), staff: await directoryKeeper.staff() }) : err('directory.not-allowed'))

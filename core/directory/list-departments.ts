import type { Actor } from './actor.ts'
import type { Department } from './directory.ts'
import type { DutyRepositories } from './keep-roster.ts'

interface Ports {
  readonly read: <T>(actor: Actor, look: (repositories: DutyRepositories) => Promise<T>) => Promise<T>
}

/** The departments of the own hospital, for whoever names one. */
export const makeListDepartments =
  ({ read }: Ports) =>
  (actor: Actor): Promise<readonly Department[]> =>
    read(actor, ({ duty }) => duty.departments(actor.organization))

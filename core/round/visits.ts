import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import type { RoundRepositories } from './ports.ts'

interface VisitPorts {
  readonly read: <T>(actor: Actor, work: (repositories: Pick<RoundRepositories, 'rounds'>) => Promise<T>) => Promise<T>
}

/** The person with the patients that a round shows them now; asked anew each time, for a round moves on. */
export const makeWithVisits =
  ({ read }: VisitPorts) =>
  async ({ visits: _before, ...actor }: Actor): Promise<Actor> => {
    const visits = isClinical(actor) ? await read(actor, ({ rounds }) => rounds.visits()) : []
    return visits.length === 0 ? actor : { ...actor, visits }
  }

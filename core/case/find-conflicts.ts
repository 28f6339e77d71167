import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { ok, err } from '#core/shared/result.ts'
import type { Result } from '#core/shared/result.ts'
import { mayCoordinate } from './policy.ts'
import type { SessionConflict } from './session-conflicts.ts'
import { conflictsDuring, slotOf } from './session-conflicts.ts'
import type { ReadPorts } from './view-my-work.ts'

export interface ConflictQuestion {
  readonly case: CaseId
  readonly startsAt: Date
  readonly durationMinutes: number
  readonly people: readonly PractitionerId[]
}

/** Who of the people is expected in another session then; sees only the sessions that the coordinator's own hospital takes part in. */
export const makeFindConflicts =
  (ports: ReadPorts) =>
  (actor: Actor, input: ConflictQuestion): Promise<Result<readonly SessionConflict[], 'case.not-found'>> =>
    ports.read(actor, async ({ cases }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayCoordinate(actor, one)) return err('case.not-found')
      const slot = slotOf(input)
      const booked = await cases.list({ sessionWithin: slot, limit: 100, offset: 0 })
      return ok(conflictsDuring(slot, input.people, { cases: booked.cases, except: input.case }))
    })

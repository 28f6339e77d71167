import type { Actor } from '#core/directory/actor.ts'
import { lineTestJob } from '#core/line-test/ask-for-line-test.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import { changeCase } from './change-case.ts'
import { mayCoordinate } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { schedule } from './transitions.ts'

/** A session may be booked for "now": a start up to this long ago is not in the past yet. */
const grace = 10 * 60_000

/** Books the session, or moves it; the treating doctor and the team are told. */
export const makeScheduleSession =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly startsAt: Date; readonly durationMinutes: number }) =>
    changeCase(ports, actor, {
      case: input.case,
      may: mayCoordinate,
      move: (one, now) => {
        if (input.startsAt.getTime() < now.getTime() - grace) return err('session.in-the-past')
        const id = one.status === 'scheduled' ? one.session.id : brandId<Extract<typeof one, { session: unknown }>['session']['id']>(ports.newId())
        return schedule(one, { id, startsAt: input.startsAt, durationMinutes: input.durationMinutes })
      },
      later: (moved, now) => lineTestJob(moved, now),
      tell: (moved) => [moved.requester, ...moved.team.map((one) => one.practitioner)].map((recipient) => ({ recipient, kind: 'session.scheduled' })),
    })

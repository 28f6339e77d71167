import type { ReservedAsset } from '#core/asset/asset-repository.ts'
import { exchangeReservations, hindranceOf } from '#core/asset/reserve-assets.ts'
import type { Actor } from '#core/directory/actor.ts'
import { lineTestJob } from '#core/line-test/ask-for-line-test.ts'
import type { AssetId, CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import type { Told } from './change-case.ts'
import { changeCase } from './change-case.ts'
import { mayCoordinate } from './policy.ts'
import type { CasePorts, Repositories } from './ports.ts'
import { slotOf } from './session-conflicts.ts'
import { schedule } from './transitions.ts'

/** A session may be booked for "now": a start up to this long ago is not in the past yet. */
const grace = 10 * 60_000

interface Booking {
  readonly case: CaseId
  readonly startsAt: Date
  readonly durationMinutes: number
  /** The own hospital's rooms and equipment that it shall have; absent, what it has goes along where it is free. */
  readonly assets?: readonly AssetId[]
}

/** Books the session with its rooms and equipment, or moves it; the treating doctor and the team are told, and a hospital that loses its room. */
export const makeScheduleSession =
  (ports: CasePorts) =>
  (actor: Actor, input: Booking) => {
    let before: readonly ReservedAsset[] = []
    let isMoved = false
    return changeCase(ports, actor, {
      case: input.case,
      may: mayCoordinate,
      move: async (one, now, { assets }) => {
        if (input.startsAt.getTime() < now.getTime() - grace) return err('session.in-the-past')
        const hindrance = await hindranceOf({ assets }, { case: one.id, slot: slotOf(input), assets: input.assets ?? [] })
        if (hindrance !== null) return err(hindrance)
        before = await assets.ofCases([one.id])
        // Somebody who looked in early has opened its door: it is the same session still.
        const booked = one.status === 'scheduled' || one.status === 'lobby' ? one.session : null
        isMoved = booked !== null && (booked.startsAt.getTime() !== input.startsAt.getTime() || booked.durationMinutes !== input.durationMinutes)
        const id = booked?.id ?? brandId<Extract<typeof one, { session: unknown }>['session']['id']>(ports.newId())
        return schedule(one, { id, startsAt: input.startsAt, durationMinutes: input.durationMinutes })
      },
      // A first booking is told by the case that moves on; another time for the same session changes nothing else.
      audit: ({ id, session }) => (isMoved ? [{ type: 'session.moved', case: id, session: session.id, startsAt: session.startsAt.toISOString(), durationMinutes: session.durationMinutes }] : []),
      also: async (moved, now, repositories) => {
        if (input.assets !== undefined) await exchangeReservations(repositories, { case: moved.id, slot: slotOf(moved.session), assets: input.assets }, { actor, newId: ports.newId, now })
      },
      later: (moved, now) => lineTestJob(moved, now),
      tell: async (moved, repositories) => [
        ...[moved.requester, ...moved.team.map((one) => one.practitioner)].map((recipient): Told => ({ recipient, kind: 'session.scheduled' })),
        ...(await losersOf(repositories, moved.id, input.assets === undefined ? before : before.filter(({ organization }) => organization !== actor.organization))),
      ],
    })
  }

/** The coordinators of a hospital whose room was not free at the new time. */
async function losersOf({ assets, directory }: Pick<Repositories, 'assets' | 'directory'>, id: CaseId, before: readonly ReservedAsset[]): Promise<readonly Told[]> {
  if (before.length === 0) return []
  const kept = new Set((await assets.ofCases([id])).map((one) => one.id))
  const hospitals = [...new Set(before.filter((one) => !kept.has(one.id)).map(({ organization }) => organization))]
  const told = await Promise.all(hospitals.map((hospital) => directory.coordinatorsOf(hospital)))
  return told.flat().map((recipient) => ({ recipient, kind: 'asset.lost' }))
}

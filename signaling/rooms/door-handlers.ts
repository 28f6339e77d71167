import type { HandlersOf } from '#contract/define.ts'
import type { doorRequests } from '#contract/lobby.ts'
import type { Actor } from '#core/directory/actor.ts'
import { admit, admitAll, admittedTogether, remove, sendBack } from '#core/room/admission.ts'
import { seatOf, type Room, type SeatId } from '#core/room/room.ts'
import type { Result } from '#core/shared/result.ts'
import type { Backlog } from '#signaling/backlog.ts'
import type { LiveRoom } from './live-room.ts'
import type { SessionVerbs } from './session-verbs.ts'

interface DoorContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly actor: Actor
  readonly verbs: SessionVerbs
  readonly backlog: Backlog
}

/** What the host does at the door; each admission and removal is audited. */
export function doorHandlers({ live, seat, actor, verbs, backlog }: DoorContext): HandlersOf<typeof doorRequests> {
  const audited = <E extends string>(decided: Result<Room, E>, how: 'admitted' | 'removed', who: readonly SeatId[]) => {
    const people = who.flatMap((id) => seatOf(live.room, id)?.occupant.actor.practitioner ?? [])
    const answer = live.apply(decided)
    if (answer.ok) {
      for (const person of people) {
        const what = how === 'admitted' ? { admitted: person } : { removed: person }
        backlog.add(() => verbs.recordAdmission(actor, live.room, what))
      }
    }
    return answer
  }
  return {
    admit: async (input) => audited(admit(live.room, seat, { seat: input.seat, now: live.now }), 'admitted', [input.seat]),
    'admit-all': async () => audited(admitAll(live.room, seat, live.now), 'admitted', admittedTogether(live.room).map(({ id }) => id)),
    'send-back': async (input) => live.apply(sendBack(live.room, seat, input.seat)),
    remove: async (input) => audited(remove(live.room, seat, { seat: input.seat, now: live.now }), 'removed', [input.seat]),
  }
}

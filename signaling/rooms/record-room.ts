import type { RoomPorts } from '#core/room/ports.ts'
import { admittedSeats, type Room } from '#core/room/room.ts'
import type { Backlog } from '#signaling/backlog.ts'
import type { LiveRoom, RoomObserver } from './live-room.ts'
import { guestSeatOf } from './guest-seat.ts'
import type { SessionVerbs } from './session-verbs.ts'

/** Writes every person's coming and going into the session's attendance, as the minutes will print it. */
export const recordAttendance =
  (verbs: Pick<SessionVerbs, 'recordStay' | 'recordGuestStay'>, backlog: Backlog): RoomObserver =>
  (before, after) => {
    const inside = admittedSeats(after.room)
    const wasInside = admittedSeats(before.room)
    const record = (event: 'enter' | 'leave', from: typeof inside, other: typeof inside): void => {
      for (const { id, occupant } of from) {
        if (other.some((seat) => seat.id === id)) continue
        const stay = { case: after.room.case, session: after.room.session, event }
        const guest = guestSeatOf(occupant, stay.session)
        backlog.add(() => (guest === null ? verbs.recordStay(occupant.actor, stay) : verbs.recordGuestStay(guest, stay)))
      }
    }
    record('leave', wasInside, inside)
    record('enter', inside, wasInside)
  }

/** What a restart should find again: who is where, not what flows. */
const worthRemembering = (room: Room): string =>
  JSON.stringify({ ...room, seats: room.seats.map((seat) => (seat.phase === 'admitted' ? { ...seat, sources: [], awaySince: null } : { ...seat, awaySince: null })) })

/** Remembers the room after every change that matters; several changes at once are one write. */
export function rememberRoom(ports: Pick<RoomPorts, 'withRooms'>, backlog: Backlog): RoomObserver {
  const pending = new WeakSet<LiveRoom>()
  return (before, after, live) => {
    const { actor } = live
    if (actor === null || pending.has(live) || worthRemembering(before.room) === worthRemembering(after.room)) return
    pending.add(live)
    backlog.add(() => {
      pending.delete(live)
      return ports.withRooms(actor, (rooms) => rooms.save(live.room))
    })
  }
}

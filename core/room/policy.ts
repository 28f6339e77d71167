import type { AdmittedSeat, Occupant, Room, SeatId, SourceRef } from './room.ts'
import { admittedSeat, admittedSeats } from './room.ts'

const isPresent = (seat: AdmittedSeat): boolean => seat.awaySince === null

/** Whoever leads the session now: the chair, until the chair is there the coordinator, and until then whoever called an emergency. */
export function hostsOf(room: Room): readonly AdmittedSeat[] {
  const present = admittedSeats(room).filter(isPresent)
  const chair = present.filter((seat) => seat.occupant.part === 'chair')
  if (chair.length > 0) return chair
  const coordinators = present.filter((seat) => seat.occupant.part === 'coordinator')
  return coordinators.length > 0 ? coordinators : present.filter(({ occupant }) => occupant.part === 'requester' && occupant.entersUnasked === true)
}

/** Whether the seat leads the session now. */
export const isHost = (room: Room, seat: SeatId): boolean => hostsOf(room).some((host) => host.id === seat)

/** Who needs nobody to open the door: the chair always; the coordinator, and everyone in an emergency, while it is not locked. */
export const mayEnterUnasked = (occupant: Occupant, room: Room): boolean =>
  occupant.part === 'chair' || ((occupant.part === 'coordinator' || occupant.entersUnasked === true) && !room.locked)

/** The host sends anyone out but another host. */
export const mayRemove = (actor: SeatId, target: SeatId, room: Room): boolean => isHost(room, actor) && !isHost(room, target)

/** Everyone silences their own source; the host silences anyone's. */
export const mayMute = (actor: SeatId, ref: SourceRef, room: Room): boolean => ref.seat === actor || isHost(room, actor)

/** Nobody but the person may open a microphone or a camera again. */
export const mayUnmute = (actor: SeatId, ref: SourceRef): boolean => ref.seat === actor

/** The host gives the presenter's role, its holder hands it on or lays it down, and while nobody presents anyone inside may take it. */
export const mayPresent = (actor: SeatId, next: SeatId | null, room: Room): boolean =>
  isHost(room, actor) || room.presenter === actor || (next === actor && room.presenter === null && admittedSeat(room, actor) !== null)

import type { AdmittedSeat, Occupant, Room, SeatId, SourceRef } from './room.ts'
import { admittedSeat, admittedSeats } from './room.ts'

const isPresent = (seat: AdmittedSeat): boolean => seat.awaySince === null

/** Whoever leads the session now: the chair, and until the chair is there the coordinator. */
export function hostsOf(room: Room): readonly AdmittedSeat[] {
  const present = admittedSeats(room).filter(isPresent)
  const chair = present.filter((seat) => seat.occupant.part === 'chair')
  return chair.length > 0 ? chair : present.filter((seat) => seat.occupant.part === 'coordinator')
}

/** Whether the seat leads the session now. */
export const isHost = (room: Room, seat: SeatId): boolean => hostsOf(room).some((host) => host.id === seat)

/** Who needs nobody to open the door: the chair always, the coordinator while it is not locked. */
export const mayEnterUnasked = (occupant: Occupant, room: Room): boolean =>
  occupant.part === 'chair' || (occupant.part === 'coordinator' && !room.locked)

/** The host lets people in, while the room is not locked. */
export const mayAdmit = (actor: SeatId, room: Room): boolean => isHost(room, actor) && !room.locked

/** The host sends anyone out but another host. */
export const mayRemove = (actor: SeatId, target: SeatId, room: Room): boolean => isHost(room, actor) && !isHost(room, target)

/** Everyone silences their own source; the host silences anyone's. */
export const mayMute = (actor: SeatId, ref: SourceRef, room: Room): boolean => ref.seat === actor || isHost(room, actor)

/** Nobody but the person may open a microphone or a camera again. */
export const mayUnmute = (actor: SeatId, ref: SourceRef): boolean => ref.seat === actor

/** The host gives the presenter's role; while nobody presents, anyone inside may take it, and its holder may lay it down. */
export const mayPresent = (actor: SeatId, next: SeatId | null, room: Room): boolean =>
  isHost(room, actor) ||
  (next === null ? room.presenter === actor : next === actor && room.presenter === null && admittedSeat(room, actor) !== null)

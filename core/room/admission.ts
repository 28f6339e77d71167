import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { guestRoleOf } from './guest-part.ts'
import { isHost, mayEnterUnasked, mayRemove } from './policy.ts'
import type { AdmittedSeat, GoneSeat, Occupant, Room, Seat, SeatId, WaitingSeat } from './room.ts'
import { admittedSeats, seatOf, seatOfActor, waitingSeats, withSeat } from './room.ts'

/** A person comes to the door, or comes back; `seat` is used only for someone who has none yet. */
export function arrive(room: Room, occupant: Occupant, at: { readonly seat: SeatId; readonly now: Date }): { readonly room: Room; readonly seat: Seat } {
  const seat = seatForArrival(room, occupant, at)
  return { room: withSeat(room, seat), seat }
}

function seatForArrival(room: Room, occupant: Occupant, { seat: id, now }: { readonly seat: SeatId; readonly now: Date }): Seat {
  const known = seatOfActor(room, occupant.actor)
  if (known?.phase === 'admitted' || known?.phase === 'lobby') return { ...known, occupant, awaySince: null }
  const arrival: WaitingSeat = { id: known?.id ?? id, occupant, arrivedAt: now, awaySince: null, phase: 'lobby' }
  if (known?.phase === 'removed') return arrival
  const wasAdmitted = known?.phase === 'left' && !room.locked
  return wasAdmitted || mayEnterUnasked(occupant, room) ? admitted(arrival, now) : arrival
}

const admitted = ({ id, occupant, arrivedAt, awaySince }: WaitingSeat, now: Date): AdmittedSeat => ({
  id, occupant, arrivedAt, awaySince, phase: 'admitted', admittedAt: now, handRaisedAt: null, sources: [],
})

/** A machine comes back to a place that its person has taken since at another one, whether or not they still sit there. */
export function isTakenElsewhere(room: Room, { actor, cameAt }: Occupant): boolean {
  const last = seatOfActor(room, actor)?.occupant.cameAt
  return cameAt !== undefined && last !== undefined && cameAt < last
}

type AdmissionRefusal = 'room.not-host' | 'room.locked'

/** The host lets one person in. */
export function admit(room: Room, by: SeatId, target: { readonly seat: SeatId; readonly now: Date }): Result<Room, AdmissionRefusal | 'room.not-waiting'> {
  const seat = seatOf(room, target.seat)
  const refusal = doorRefusal(room, by)
  if (refusal !== null) return refusal
  return seat?.phase === 'lobby' ? ok(withSeat(room, admitted(seat, target.now))) : err('room.not-waiting')
}

/** Whoever comes in when everyone is let in: a guest is known to nobody but the inviter, so each is let in by name. */
export const admittedTogether = (room: Room): readonly WaitingSeat[] => waitingSeats(room).filter(({ occupant }) => guestRoleOf(occupant.part) === null)

/** The host lets everyone in who waits, but for guests. */
export function admitAll(room: Room, by: SeatId, now: Date): Result<Room, AdmissionRefusal> {
  const refusal = doorRefusal(room, by)
  if (refusal !== null) return refusal
  return ok(admittedTogether(room).reduce((filled, seat) => withSeat(filled, admitted(seat, now)), room))
}

function doorRefusal(room: Room, by: SeatId) {
  if (!isHost(room, by)) return err('room.not-host')
  return room.locked ? err('room.locked') : null
}

type RemovalRefusal = 'room.not-host' | 'room.no-such-seat'

/** The host asks someone to wait outside again. */
export function sendBack(room: Room, by: SeatId, target: SeatId): Result<Room, RemovalRefusal> {
  const seat = seatOf(room, target)
  if (!mayRemove(by, target, room)) return err('room.not-host')
  if (seat?.phase !== 'admitted') return err('room.no-such-seat')
  const { id, occupant, arrivedAt, awaySince } = seat
  return ok(withoutTraces(withSeat(room, { id, occupant, arrivedAt, awaySince, phase: 'lobby' }), target))
}

/** The platform ends the stay of somebody who may be here no longer, whoever hosts. */
export function expel(room: Room, id: SeatId, now: Date): Room {
  const seat = seatOf(room, id)
  return seat?.phase === 'admitted' || seat?.phase === 'lobby' ? gone(room, seat, { phase: 'removed', now }) : room
}

/** The host ends someone's stay; coming again means asking at the door again. */
export function remove(room: Room, by: SeatId, target: { readonly seat: SeatId; readonly now: Date }): Result<Room, RemovalRefusal> {
  const seat = seatOf(room, target.seat)
  if (!mayRemove(by, target.seat, room)) return err('room.not-host')
  if (seat?.phase !== 'admitted' && seat?.phase !== 'lobby') return err('room.no-such-seat')
  return ok(gone(room, seat, { phase: 'removed', now: target.now }))
}

/** A person goes: from the door without a trace, from inside with the right to come straight back. */
export function leave(room: Room, id: SeatId, now: Date): Room {
  const seat = seatOf(room, id)
  if (seat?.phase === 'lobby') return { ...room, seats: room.seats.filter((one) => one.id !== id) }
  return seat?.phase === 'admitted' ? gone(room, seat, { phase: 'left', now }) : room
}

/** Everyone goes, since the session has ended. */
export const emptied = (room: Room, now: Date): Room => room.seats.reduce((left, seat) => leave(left, seat.id, now), room)

function gone(room: Room, seat: AdmittedSeat | WaitingSeat, { phase, now }: { readonly phase: GoneSeat['phase']; readonly now: Date }): Room {
  const { id, occupant, arrivedAt, awaySince } = seat
  return withoutTraces(withSeat(room, { id, occupant, arrivedAt, awaySince, phase, goneAt: now }), id)
}

/** Nothing on the stage may point to someone who is no longer inside. */
const withoutTraces = (room: Room, id: SeatId): Room => ({
  ...room,
  main: room.main?.seat === id ? null : room.main,
  presenter: room.presenter === id ? null : room.presenter,
  drawers: room.drawers.filter((one) => one !== id),
  boards: room.boards.filter((board) => board.source.seat !== id),
})

/** The line of a seat is lost; the seat, its place on the stage and what still flows from it are kept. */
export function lose(room: Room, id: SeatId, now: Date): Room {
  const seat = seatOf(room, id)
  if (seat === null || seat.phase === 'left' || seat.phase === 'removed' || seat.awaySince !== null) return room
  return withSeat(room, { ...seat, awaySince: now })
}

/** Seats whose line has been lost for longer than `patience` milliseconds. */
export const ghostsOf = (room: Room, now: Date, patience: number): readonly Seat[] =>
  [...admittedSeats(room), ...waitingSeats(room)].filter(
    (seat) => seat.awaySince !== null && now.getTime() - seat.awaySince.getTime() >= patience,
  )

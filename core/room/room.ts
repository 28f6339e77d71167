import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, SessionId } from '#core/shared/ids.ts'
import type { Board } from './board.ts'
import { guestParts } from './guest-part.ts'
import type { RecordingStanding } from './recording-standing.ts'
import type { SeatId, SourceRef, StreamId } from './seat-id.ts'
import type { SourceLabel } from './sources.ts'

export type { SeatId, SourceLabel, SourceRef, StreamId }

/** The part a person plays in one session; the coordinator is no member of the team, and a guest has no account. */
export const roomParts = ['chair', 'secretary', 'member', 'requester', 'coordinator', ...guestParts] as const
export type RoomPart = (typeof roomParts)[number]

/** The person in a seat, as everybody in the room sees them. */
export interface Occupant {
  readonly actor: Actor
  /** Family name first. */
  readonly name: string
  readonly title: string
  /** Short name of the hospital. */
  readonly organizationName: string
  readonly part: RoomPart
  /** Nobody waits at the door of an emergency. */
  readonly entersUnasked?: true
  /** When they last came with a ticket, and so at which machine: whoever comes back to the place is to be of the same coming. */
  readonly cameAt?: Date
}

export interface Source {
  readonly label: SourceLabel
  readonly stream: StreamId
  readonly muted: 'no' | 'by-self' | 'by-host'
}

interface SeatBase {
  readonly id: SeatId
  readonly occupant: Occupant
  readonly arrivedAt: Date
  /** Since when the line has been lost; null while it holds. */
  readonly awaySince: Date | null
}

export type WaitingSeat = SeatBase & { readonly phase: 'lobby' }
export type AdmittedSeat = SeatBase & {
  readonly phase: 'admitted'
  readonly admittedAt: Date
  readonly handRaisedAt: Date | null
  readonly sources: readonly Source[]
}
/** Kept, so that who was admitted comes straight back and who was removed asks again. */
export type GoneSeat = SeatBase & { readonly phase: 'left' | 'removed'; readonly goneAt: Date }
export type Seat = WaitingSeat | AdmittedSeat | GoneSeat

/** The kill switch was thrown: no picture flows and nothing is recorded until it is lifted. */
export interface VideoBlock {
  readonly by: SeatId
  readonly at: Date
}

/** A running session: who is in which seat and what they show. Says nothing about the case's own state. */
export interface Room {
  readonly session: SessionId
  readonly case: CaseId
  readonly seats: readonly Seat[]
  /** Nobody is let in while the room is locked. */
  readonly locked: boolean
  /** The source that everyone sees large; null lets each client follow the speaker. */
  readonly main: SourceRef | null
  readonly presenter: SeatId | null
  readonly videoBlocked: VideoBlock | null
  /** Who may draw on pictures by the host's leave. */
  readonly drawers: readonly SeatId[]
  readonly boards: readonly Board[]
  readonly recording: RecordingStanding | null
  /** Everyone who was ever inside, in order: gives each a colour that stays. */
  readonly everAdmitted: readonly SeatId[]
}

/** A session that nobody has come to yet. */
export const emptyRoom = (session: SessionId, caseId: CaseId): Room => ({
  session, case: caseId, seats: [], locked: false, main: null, presenter: null,
  videoBlocked: null, drawers: [], boards: [], recording: null, everAdmitted: [],
})

/** The seat by its id, or null. */
export const seatOf = (room: Room, id: SeatId): Seat | null => room.seats.find((seat) => seat.id === id) ?? null

/** The seat of a person of one organisation, or null. */
export const seatOfActor = (room: Room, actor: Actor): Seat | null =>
  room.seats.find(({ occupant }) => occupant.actor.practitioner === actor.practitioner && occupant.actor.organization === actor.organization) ?? null

const isAdmitted = (seat: Seat): seat is AdmittedSeat => seat.phase === 'admitted'
const isWaiting = (seat: Seat): seat is WaitingSeat => seat.phase === 'lobby'

/** Everyone inside, in order of admission. */
export const admittedSeats = (room: Room): readonly AdmittedSeat[] => room.seats.filter(isAdmitted)

/** Everyone at the door, in order of arrival. */
export const waitingSeats = (room: Room): readonly WaitingSeat[] => room.seats.filter(isWaiting)

/** The seat if its person is inside, else null. */
export function admittedSeat(room: Room, id: SeatId): AdmittedSeat | null {
  const seat = seatOf(room, id)
  return seat?.phase === 'admitted' ? seat : null
}

/** The room with one seat replaced, or added at the end. */
export const withSeat = (room: Room, seat: Seat): Room => ({
  ...room,
  seats: room.seats.some((one) => one.id === seat.id)
    ? room.seats.map((one) => (one.id === seat.id ? seat : one))
    : [...room.seats, seat],
  everAdmitted: seat.phase === 'admitted' && !room.everAdmitted.includes(seat.id) ? [...room.everAdmitted, seat.id] : room.everAdmitted,
})

/** The source by its name, or null. */
export const sourceOf = (room: Room, ref: SourceRef): Source | null =>
  admittedSeat(room, ref.seat)?.sources.find((source) => source.label === ref.label) ?? null

import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { isHost, mayMute, mayPresent, mayUnmute } from './policy.ts'
import type { AdmittedSeat, Room, SeatId, Source, SourceLabel, SourceRef } from './room.ts'
import { admittedSeat, sourceOf, withSeat } from './room.ts'

const change = (room: Room, id: SeatId, to: (seat: AdmittedSeat) => Partial<Pick<AdmittedSeat, 'handRaisedAt' | 'sources'>>): Room => {
  const seat = admittedSeat(room, id)
  return seat === null ? room : withSeat(room, { ...seat, ...to(seat) })
}

/** The host locks or unlocks the door. */
export const setLock = (room: Room, by: SeatId, locked: boolean): Result<Room, 'room.not-host'> =>
  isHost(room, by) ? ok({ ...room, locked }) : err('room.not-host')

/** A person asks to speak, or no longer does. */
export const raiseHand = (room: Room, seat: SeatId, at: Date | null): Room =>
  change(room, seat, (one) => ({ handRaisedAt: at === null ? null : (one.handRaisedAt ?? at) }))

/** The host has given someone the word. */
export const lowerHand = (room: Room, by: SeatId, seat: SeatId): Result<Room, 'room.not-host'> =>
  isHost(room, by) ? ok(raiseHand(room, seat, null)) : err('room.not-host')

/** The host chooses what everyone sees large, or lets everyone follow the speaker. */
export function setMain(room: Room, by: SeatId, main: SourceRef | null): Result<Room, 'room.not-host' | 'room.no-such-source'> {
  if (!isHost(room, by)) return err('room.not-host')
  return main !== null && sourceOf(room, main) === null ? err('room.no-such-source') : ok({ ...room, main })
}

/** Gives, takes or lays down the presenter's role. */
export function setPresenter(room: Room, by: SeatId, presenter: SeatId | null): Result<Room, 'room.not-host' | 'room.no-such-seat'> {
  if (!mayPresent(by, presenter, room)) return err('room.not-host')
  return presenter !== null && admittedSeat(room, presenter) === null ? err('room.no-such-seat') : ok({ ...room, presenter })
}

/** A seat shows or sends something; a second source of the same label takes the place of the first. */
export const putSource = (room: Room, seat: SeatId, source: Source): Room =>
  change(room, seat, ({ sources }) => ({ sources: [...sources.filter((one) => one.label !== source.label), source] }))

/** A source has ended. */
export const dropSource = (room: Room, seat: SeatId, label: SourceLabel): Room =>
  change(room, seat, ({ sources }) => ({ sources: sources.filter((one) => one.label !== label) }))

/** All media of a seat is gone; the person is not. */
export const dropSources = (room: Room, seat: SeatId): Room => change(room, seat, () => ({ sources: [] }))

/** Silences a source or opens it again; what the host silenced, only its owner opens. */
export function setMuted(
  room: Room,
  by: SeatId,
  { ref, muted }: { readonly ref: SourceRef; readonly muted: boolean },
): Result<Room, 'room.not-host' | 'room.not-yours' | 'room.no-such-source'> {
  if (muted ? !mayMute(by, ref, room) : !mayUnmute(by, ref)) return err(muted ? 'room.not-host' : 'room.not-yours')
  if (sourceOf(room, ref) === null) return err('room.no-such-source')
  const state = muted ? (ref.seat === by ? 'by-self' : 'by-host') : 'no'
  return ok(
    change(room, ref.seat, ({ sources }) => ({
      sources: sources.map((one) => (one.label === ref.label ? { ...one, muted: state } : one)),
    })),
  )
}

import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { endRecording } from './end-recording.ts'
import { isHost } from './policy.ts'
import type { Room, SeatId } from './room.ts'
import { admittedSeat, admittedSeats, seatOf } from './room.ts'

/** The operating room's side: who asked for the consult, and whoever sits at the same hospital. */
export function isAtAskingSite(room: Room, id: SeatId): boolean {
  const seat = admittedSeat(room, id)
  if (seat === null) return false
  if (seat.occupant.part === 'requester') return true
  return admittedSeats(room).some(({ occupant }) => occupant.part === 'requester' && occupant.actor.organization === seat.occupant.actor.organization)
}

/** The kill switch: whose body is on the table and who leads may each end all video and all recording at once. */
export function blockVideo(room: Room, by: SeatId, at: Date): Result<Room, 'room.may-not-block-video'> {
  if (!isHost(room, by) && !isAtAskingSite(room, by)) return err('room.may-not-block-video')
  if (room.videoBlocked !== null) return ok(room)
  return ok(endRecording({ ...room, videoBlocked: { by, at }, boards: [], main: null }, { at, reason: 'kill-switch' }))
}

/** Lifts the block: what the operating room's side shut, only that side opens; what the host shut, the host too. */
export function allowVideo(room: Room, by: SeatId): Result<Room, 'room.may-not-allow-video'> {
  const block = room.videoBlocked
  if (block === null) return ok(room)
  const shutBySite = isSeatOfAskingSite(room, block.by)
  const may = isAtAskingSite(room, by) || (!shutBySite && isHost(room, by))
  return may ? ok({ ...room, videoBlocked: null }) : err('room.may-not-allow-video')
}

/** As `isAtAskingSite`, also for someone who has left meanwhile. */
function isSeatOfAskingSite(room: Room, id: SeatId): boolean {
  const seat = seatOf(room, id)
  if (seat === null) return false
  return room.seats.some(({ occupant }) => occupant.part === 'requester' && occupant.actor.organization === seat.occupant.actor.organization)
}

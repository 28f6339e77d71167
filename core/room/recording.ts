import type { PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { endRecording, openRecording } from './end-recording.ts'
import { guestRoleOf } from './guest-part.ts'
import { isAtAskingSite } from './kill-switch.ts'
import { isHost } from './policy.ts'
import type { RecordingId, RecordingStanding } from './recording-standing.ts'
import type { AdmittedSeat, Room, SeatId, SourceRef, StreamId } from './room.ts'
import { admittedSeat, admittedSeats, seatOf } from './room.ts'

/** The host asks everyone whether the session may be recorded. */
export function askToRecord(
  room: Room,
  by: SeatId,
  { id, at }: { readonly id: RecordingId; readonly at: Date },
): Result<Room, 'room.not-host' | 'recording.video-blocked'> {
  if (!isHost(room, by)) return err('room.not-host')
  if (room.videoBlocked !== null) return err('recording.video-blocked')
  if (openRecording(room) !== null) return ok(room)
  const asked: RecordingStanding = {
    id, state: 'asking', askedBy: by, askedAt: at, startedAt: null, lampSince: null, patient: false, consented: [], declined: [], refused: [], end: null,
  }
  return ok({ ...room, recording: asked })
}

/** Who has been asked and has said neither yes nor no; a guest is not asked, since no consent of theirs could be proved, and is never recorded. */
export const unansweredSeats = (room: Room): readonly AdmittedSeat[] => {
  const standing = openRecording(room)
  if (standing === null) return []
  return admittedSeats(room).filter(({ id, occupant }) => guestRoleOf(occupant.part) === null && !standing.consented.includes(id) && !standing.declined.includes(id))
}

/** Someone says no: nothing of them is recorded, and where it is the patient's own side there is no recording at all. */
export function declineRecording(room: Room, seat: SeatId, at: Date): Result<Room, 'recording.not-asked'> {
  const standing = openRecording(room)
  if (standing === null || admittedSeat(room, seat) === null) return err('recording.not-asked')
  const declined = withId(standing.declined, seat)
  const refused = withId(standing.refused, seat)
  return ok(settled({ ...room, recording: { ...standing, declined, refused, consented: standing.consented.filter((id) => id !== seat) } }, at))
}

const withId = (ids: readonly SeatId[], id: SeatId): readonly SeatId[] => (ids.includes(id) ? ids : [...ids, id])

/** Whether the no that somebody said here still stands. */
export const hasRefused = (room: Room, seat: SeatId): boolean => room.recording?.refused.includes(seat) === true

/** Someone takes back the no that they said here: what is on file decides again. */
export function takeBackNo(room: Room, seat: SeatId): Room {
  const standing = openRecording(room)
  return standing === null ? room : { ...room, recording: { ...standing, refused: standing.refused.filter((id) => id !== seat) } }
}

/** The consents that stand on file now. */
export interface ConsentsOnFile {
  readonly patient: boolean
  readonly participants: ReadonlySet<PractitionerId>
}

/** Brings the recording in step with what is on file: it begins when all is there, and ends when the patient's consent is withdrawn. */
export function followConsents(room: Room, onFile: ConsentsOnFile, at: Date): Room {
  const standing = openRecording(room)
  if (standing === null) return room
  const consented = room.seats
    .filter(({ id, occupant }) => onFile.participants.has(occupant.actor.practitioner) && !standing.refused.includes(id))
    .map(({ id }) => id)
  const declined = [...new Set([...standing.declined, ...standing.consented.filter((id) => !consented.includes(id))])]
    .filter((id) => !consented.includes(id))
  return settled({ ...room, recording: { ...standing, patient: onFile.patient, consented, declined } }, at)
}

/** The host begins without those who have not answered: they are left out until they consent. */
export function startRecording(room: Room, by: SeatId, at: Date): Result<Room, 'room.not-host' | 'recording.not-asked' | 'recording.no-consent'> {
  if (!isHost(room, by)) return err('room.not-host')
  const standing = openRecording(room)
  if (standing === null) return err('recording.not-asked')
  if (standing.state === 'running') return ok(room)
  return hasGround(room, standing) ? ok({ ...room, recording: begun(standing, at) }) : err('recording.no-consent')
}

/** The host, or the operating room's side, ends it. */
export function stopRecording(room: Room, by: SeatId, at: Date): Result<Room, 'room.not-host'> {
  if (!isHost(room, by) && !isAtAskingSite(room, by)) return err('room.not-host')
  return ok(endRecording(room, { at, reason: 'stopped' }))
}

/** The lamp: bytes are on disk, or none reach it any longer. */
export function setLamp(room: Room, since: Date | null): Room {
  const standing = openRecording(room)
  if (standing?.state !== 'running' || (standing.lampSince === null) === (since === null)) return room
  return { ...room, recording: { ...standing, lampSince: since } }
}

export interface RecordableStream extends SourceRef {
  readonly stream: StreamId
}

/** What is to be recorded now: every source of those who consented. */
export function recordableStreams(room: Room): readonly RecordableStream[] {
  const standing = openRecording(room)
  if (standing?.state !== 'running' || room.videoBlocked !== null) return []
  return admittedSeats(room)
    .filter(({ id }) => standing.consented.includes(id))
    .flatMap(({ id, sources }) => sources.map(({ label, stream }) => ({ seat: id, label, stream })))
}

/** The patient's consent, and somebody who may be recorded. */
const hasGround = (room: Room, standing: RecordingStanding): boolean =>
  standing.patient && admittedSeats(room).some(({ id }) => standing.consented.includes(id))

const begun = (standing: RecordingStanding, at: Date): RecordingStanding => ({ ...standing, state: 'running', startedAt: at })

/** Whoever answers for the patient's side can keep a recording from being made (the operating room's veto). */
const isVetoed = (room: Room, standing: RecordingStanding): boolean =>
  standing.declined.some((id) => seatOf(room, id)?.occupant.part === 'requester')

function settled(room: Room, at: Date): Room {
  const standing = openRecording(room)
  if (standing === null) return room
  if (isVetoed(room, standing)) return endRecording(room, { at, reason: 'vetoed' })
  if (standing.state === 'running') return standing.patient ? room : endRecording(room, { at, reason: 'patient-withdrew' })
  const waits = unansweredSeats(room).some(({ awaySince }) => awaySince === null)
  return waits || !hasGround(room, standing) ? room : { ...room, recording: begun(standing, at) }
}

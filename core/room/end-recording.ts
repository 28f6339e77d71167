import type { RecordingEnd, RecordingStanding } from './recording-standing.ts'
import type { Room } from './room.ts'

/** The recording that is asked for or runs; null when there is none, or none any longer. */
export const openRecording = (room: Room): RecordingStanding | null =>
  room.recording === null || room.recording.state === 'ended' ? null : room.recording

/** Ends what is asked for or runs. Idempotent. */
export function endRecording(room: Room, end: { readonly at: Date; readonly reason: RecordingEnd }): Room {
  const standing = openRecording(room)
  return standing === null ? room : { ...room, recording: { ...standing, state: 'ended', lampSince: null, end } }
}

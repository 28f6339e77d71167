import type { InsideRoom } from './client/room-state.ts'

export type OwnAnswer = 'yes' | 'no' | 'none'

/** The recording that is asked for or runs, or null. */
export function openRecordingOf({ settings: { recording } }: Pick<InsideRoom, 'settings'>) {
  return recording === null || recording.state === 'ended' ? null : recording
}

/** What a person has said about being recorded. */
export function answerOf(room: Pick<InsideRoom, 'settings'>, seat: InsideRoom['you']): OwnAnswer {
  const recording = openRecordingOf(room)
  if (recording?.consented.includes(seat) === true) return 'yes'
  return recording?.declined.includes(seat) === true ? 'no' : 'none'
}

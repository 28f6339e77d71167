import type { Brand } from '#core/shared/ids.ts'
import type { SeatId } from './seat-id.ts'

export type RecordingId = Brand<string, 'RecordingId'>

export const recordingEnds = ['stopped', 'vetoed', 'patient-withdrew', 'kill-switch', 'session-ended'] as const
/** Why a recording ended; `vetoed`: the operating room's side or the treating doctor said no. */
export type RecordingEnd = (typeof recordingEnds)[number]

/**
 * A recording of the session. `asking`: consents are awaited; `running`: whoever consented is recorded, and the lamp is lit once
 * bytes are on disk. Whoever declined, or has not answered, is neither seen nor heard in it.
 */
export interface RecordingStanding {
  readonly id: RecordingId
  readonly state: 'asking' | 'running' | 'ended'
  readonly askedBy: SeatId
  readonly askedAt: Date
  readonly startedAt: Date | null
  /** Since when bytes reach the disk; null while none do. */
  readonly lampSince: Date | null
  /** The consent given for the patient is on file. */
  readonly patient: boolean
  readonly consented: readonly SeatId[]
  readonly declined: readonly SeatId[]
  /** Those of them who said no here: a yes that still stands on file does not undo it, only their own yes here does. */
  readonly refused: readonly SeatId[]
  readonly end: { readonly at: Date; readonly reason: RecordingEnd } | null
}

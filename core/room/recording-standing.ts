import type { Brand } from '#core/shared/ids.ts'
import type { SeatId } from './seat-id.ts'

export type RecordingId = Brand<string, 'RecordingId'>

/**
 * A recording of the session. `asking`: consents are awaited; `running`: it was begun, and the lamp is lit once bytes are on
 * disk. Whoever declined is neither seen nor heard in it.
 */
export interface RecordingStanding {
  readonly id: RecordingId
  readonly state: 'asking' | 'running'
  readonly askedBy: SeatId
  readonly askedAt: Date
  readonly startedAt: Date | null
  /** The first bytes are on disk. */
  readonly lampSince: Date | null
  readonly consented: readonly SeatId[]
  readonly declined: readonly SeatId[]
}

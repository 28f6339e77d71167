import type { Brand } from '#core/shared/ids.ts'
import type { SourceLabel } from './sources.ts'

export type SeatId = Brand<string, 'SeatId'>
/** The media plane's name of a stream; opaque here, and new after every reconnection. */
export type StreamId = Brand<string, 'StreamId'>

/** Names a source across reconnections, which give it a new stream. */
export interface SourceRef {
  readonly seat: SeatId
  readonly label: SourceLabel
}

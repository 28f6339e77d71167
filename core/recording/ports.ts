import type { SegmentId, WrittenSegment } from './recording.ts'

/** The files of recordings; named by segment, one stream each. */
export interface RecordingFiles {
  /** What a closed file is; null while it is being written, or where there is none. */
  closed(segment: SegmentId): Promise<{ readonly firstFrameAt: Date; readonly file: WrittenSegment } | null>
  /** At most `length` bytes from `from` on, and how many there are in all; null where there is no such file. */
  piece(segment: SegmentId, stretch: { readonly from: number; readonly length: number }): Promise<{ readonly bytes: Uint8Array; readonly size: number } | null>
  /** Idempotent. */
  erase(segment: SegmentId): Promise<void>
}

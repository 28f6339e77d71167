import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaRoomId } from '#contract/media-plane.ts'
import type { Announce } from '#sfu/announce.ts'
import type { MediaProducer } from '#sfu/media-producer.ts'
import type { RecordingPlace } from './finished-file.ts'
import { canRecord, SegmentRecorder } from './segment-recorder.ts'
import type { WrittenFile } from './webm-file.ts'

interface RoomRecorderOptions {
  readonly room: MediaRoomId
  /** Undefined where this deployment does not record. */
  readonly place: RecordingPlace | undefined
  readonly announce: Announce
  readonly log: Logger
}

/** The segments of one room that are being written. */
export class RoomRecorder {
  readonly #options: RoomRecorderOptions
  readonly #segments = new Map<string, SegmentRecorder>()

  constructor(options: RoomRecorderOptions) {
    this.#options = options
  }

  /** Begins a segment; false where the stream cannot be written as it is, or nothing can be written at all. */
  async record({ engine: producer, router }: MediaProducer, segment: string): Promise<boolean> {
    const { place, room, announce, log } = this.#options
    if (place === undefined || !canRecord(producer) || this.#segments.has(segment)) return false
    const ended = (failed: boolean, file: WrittenFile | null, began: Date | null): void => {
      this.#segments.delete(segment)
      announce('segment-closed', { room, segment, failed, file, firstFrameAt: began?.toISOString() ?? null })
    }
    const recorder = await SegmentRecorder.start({
      router, producer, place, segment, log,
      onLit: (firstFrameAt) => announce('segment-lit', { room, segment, firstFrameAt: firstFrameAt.toISOString() }),
      onClosed: (file, began) => ended(false, file, began),
      onFailed: (cause, began) => {
        log.error('segment.failed', { roomId: room, cause })
        ended(true, null, began)
      },
    })
    this.#segments.set(segment, recorder)
    log.info('segment.started', { roomId: room })
    return true
  }

  /** Resolves when every file that is being ended is whole. */
  async settled(): Promise<void> {
    await Promise.all([...this.#segments.values()].map((recorder) => recorder.close()))
  }

  /** Ends a segment; one that has ended already is left as it is. */
  async stop(segment: string): Promise<void> {
    await this.#segments.get(segment)?.close()
  }
}

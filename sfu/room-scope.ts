import type { MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { types } from 'mediasoup'
import type { Announce } from './announce.ts'
import type { SfuLimits } from './limits.ts'
import type { MediaProducer } from './media-producer.ts'
import type { MediaWorker } from './media-worker.ts'

/** What a peer may use of the room that it is in. */
export interface RoomScope {
  readonly room: MediaRoomId
  readonly router: types.Router
  readonly worker: MediaWorker
  readonly limits: SfuLimits
  /** Silent once the room has closed: its end is announced once, not stream by stream. */
  readonly announce: Announce
  readonly findProducer: (id: ProducerId) => MediaProducer | undefined
  readonly admitsVideo: () => boolean
  /** Counts an audio stream in when it is decided who speaks. */
  readonly listenTo: (producer: MediaProducer) => Promise<void>
}

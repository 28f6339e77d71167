import type { MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { Announce } from './announce.ts'
import type { SfuLimits } from './limits.ts'
import type { MediaProducer } from './media-producer.ts'
import type { RoomRouter } from './room-routers.ts'

/** What a peer may use of the room that it is in. */
export interface RoomScope {
  readonly room: MediaRoomId
  /** Where the peer's own paths end. */
  readonly at: RoomRouter
  readonly limits: SfuLimits
  /** Silent once the room has closed: its end is announced once, not stream by stream. */
  readonly announce: Announce
  readonly findProducer: (id: ProducerId) => MediaProducer | undefined
  /** Makes a stream of the room consumable on the peer's own router. */
  readonly bring: (producer: MediaProducer) => Promise<void>
  readonly admitsVideo: () => boolean
  /** Counts an audio stream in when it is decided who speaks. */
  readonly listenTo: (producer: MediaProducer) => Promise<void>
}

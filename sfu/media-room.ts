import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { RtpCapabilities } from '#contract/rtp.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { types } from 'mediasoup'
import type { Announce } from './announce.ts'
import type { SfuLimits } from './limits.ts'
import type { MediaProducer } from './media-producer.ts'
import { PeerMedia } from './peer-media.ts'
import { RoomRecorder } from './recorder/room-recorder.ts'
import type { RoomScope } from './room-scope.ts'
import { Speaking } from './speaking.ts'
import type { RoomPlace } from './worker-pool.ts'

export type RoomEnd = 'requested' | 'unattended' | 'worker-died' | 'shutdown'

export interface RoomOptions {
  readonly room: MediaRoomId
  readonly videoBlocked: boolean
  readonly limits: SfuLimits
  readonly announce: Announce
  readonly log: Logger
  readonly recordingDirectory: string | undefined
  readonly onEnd: (end: RoomEnd) => void
}

/** What the worker has set up for the room. */
interface RoomParts {
  readonly router: types.Router
  readonly speaking: Speaking
  readonly place: RoomPlace
}

/** The media of one room, on one worker. */
export class MediaRoom {
  readonly room: MediaRoomId
  readonly #options: RoomOptions
  readonly #router: types.Router
  readonly #scope: RoomScope
  readonly #peers = new Map<MediaPeerId, PeerMedia>()
  readonly recorder: RoomRecorder
  #videoBlocked: boolean
  #closed = false

  private constructor(options: RoomOptions, parts: RoomParts) {
    const { router, place, speaking } = parts
    this.room = options.room
    this.#options = options
    this.#router = router
    this.#videoBlocked = options.videoBlocked
    this.#scope = this.#scopeOf(parts)
    // What a recording has on disk is told also when the room has gone: a lost worker ends files, not what is in them.
    this.recorder = new RoomRecorder({ room: this.room, router, directory: options.recordingDirectory, announce: options.announce, log: options.log })
    router.observer.once('close', place.release)
    router.once('workerclose', () => this.close('worker-died'))
    speaking.report(this.room, this.#scope.announce, this.#scope.findProducer)
  }

  /** Opens the room in the given place; where the worker cannot, the place is given back and it throws. */
  static async open(options: RoomOptions, place: RoomPlace): Promise<MediaRoom> {
    const router = await place.worker.openRouter().catch((cause: unknown) => {
      place.release()
      throw cause
    })
    try {
      return new MediaRoom(options, { router, place, speaking: await Speaking.start(router) })
    } catch (cause) {
      router.close()
      place.release()
      throw cause
    }
  }

  get capabilities(): types.RtpCapabilities {
    return this.#router.rtpCapabilities
  }

  get closed(): boolean {
    return this.#closed
  }

  get videoBlocked(): boolean {
    return this.#videoBlocked
  }

  get peers(): readonly PeerMedia[] {
    return [...this.#peers.values()]
  }

  peer(id: MediaPeerId): PeerMedia | undefined {
    return this.#peers.get(id)
  }

  openPeer(
    id: MediaPeerId,
    capabilities: RtpCapabilities,
  ): Result<PeerMedia, 'sfu.peer-exists' | 'sfu.room-full'> {
    if (this.#peers.has(id)) return err('sfu.peer-exists')
    if (this.#peers.size >= this.#options.limits.peersPerRoom) return err('sfu.room-full')
    const peer = new PeerMedia(this.#scope, id, capabilities)
    this.#peers.set(id, peer)
    return ok(peer)
  }

  /** Removes a peer with all its media; `false` where there was none. Idempotent. */
  closePeer(id: MediaPeerId): boolean {
    this.#peers.get(id)?.close()
    return this.#peers.delete(id)
  }

  /** The kill switch: ends all video and lets none begin; how many streams it ended. */
  blockVideo(): number {
    this.#videoBlocked = true
    const isVideo = ({ kind }: MediaProducer): boolean => kind === 'video'
    return this.peers.reduce((closed, peer) => closed + peer.producers.closeAll('video-blocked', isVideo), 0)
  }

  allowVideo(): void {
    this.#videoBlocked = false
  }

  /** Ends the room and all media in it; the first end stands. Idempotent. */
  close(end: RoomEnd): void {
    if (this.#closed) return
    this.#closed = true
    this.peers.forEach((peer) => peer.close())
    this.#peers.clear()
    this.#router.close()
    this.#options.onEnd(end)
  }

  #scopeOf({ place: { worker }, speaking }: RoomParts): RoomScope {
    const announce: Announce = (event, payload) => {
      if (!this.#closed && !this.#router.closed) this.#options.announce(event, payload)
    }
    return {
      room: this.room,
      router: this.#router,
      worker,
      limits: this.#options.limits,
      announce,
      findProducer: (id) => this.#findProducer(id),
      admitsVideo: () => !this.#videoBlocked,
      listenTo: (producer) => speaking.add(producer),
    }
  }

  #findProducer(id: ProducerId): MediaProducer | undefined {
    for (const peer of this.#peers.values()) {
      const producer = peer.findProducer(id)
      if (producer) return producer
    }
    return undefined
  }
}

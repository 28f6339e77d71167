import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { RtpCapabilities } from '#contract/rtp.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { types } from 'mediasoup'
import type { Announce } from './announce.ts'
import type { SfuLimits } from './limits.ts'
import type { MediaProducer } from './media-producer.ts'
import type { MediaWorker } from './media-worker.ts'
import { PeerMedia } from './peer-media.ts'
import type { RecordingPlace } from './recorder/finished-file.ts'
import { RoomRecorder } from './recorder/room-recorder.ts'
import { openRouterAt, RoomRouters, type RoomRouter } from './room-routers.ts'
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
  /** Undefined where this deployment does not record. */
  readonly recordings: RecordingPlace | undefined
  /** A place on a worker that is none of these, for a part of a large room. */
  readonly placeBeside: (taken: readonly MediaWorker[]) => RoomPlace | undefined
  readonly onEnd: (end: RoomEnd) => void
}

/** What the worker has set up for the room. */
interface RoomParts {
  readonly home: RoomRouter
  readonly speaking: Speaking
}

/** The media of one room, on one worker, or on several where it is large. The death of any of them ends the room. */
export class MediaRoom {
  readonly room: MediaRoomId
  readonly #options: RoomOptions
  readonly #routers: RoomRouters
  readonly #speaking: Speaking
  readonly #peers = new Map<MediaPeerId, PeerMedia>()
  readonly #seating = new Set<MediaPeerId>()
  readonly recorder: RoomRecorder
  #videoBlocked: boolean
  #closed = false
  /** Silent once the room or a part of it has gone: its end is told once, not stream by stream. */
  readonly #announce: Announce = (event, payload) => {
    if (!this.#closed && this.#routers.whole) this.#options.announce(event, payload)
  }

  private constructor(options: RoomOptions, { home, speaking }: RoomParts) {
    this.room = options.room
    this.#options = options
    this.#videoBlocked = options.videoBlocked
    this.#speaking = speaking
    this.#routers = new RoomRouters(home, {
      peersPerRouter: options.limits.peersPerRouter,
      placeBeside: options.placeBeside,
      onLost: () => this.close('worker-died'),
    })
    // What a recording has on disk is told also when the room has gone: a lost worker ends files, not what is in them.
    this.recorder = new RoomRecorder({ room: this.room, place: options.recordings, announce: options.announce, log: options.log })
    speaking.report(this.room, this.#announce, (id) => this.#findProducer(id))
  }

  /** Opens the room in the given place; where the worker cannot, the place is given back and it throws. */
  static async open(options: RoomOptions, place: RoomPlace): Promise<MediaRoom> {
    const home = await openRouterAt(place)
    try {
      return new MediaRoom(options, { home, speaking: await Speaking.start(home.router) })
    } catch (cause) {
      home.router.close()
      throw cause
    }
  }

  get capabilities(): types.RtpCapabilities {
    return this.#routers.home.router.rtpCapabilities
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

  async openPeer(
    id: MediaPeerId,
    capabilities: RtpCapabilities,
  ): Promise<Result<PeerMedia, 'sfu.peer-exists' | 'sfu.room-full' | 'sfu.room-not-found'>> {
    if (this.#peers.has(id) || this.#seating.has(id)) return err('sfu.peer-exists')
    if (this.#peers.size + this.#seating.size >= this.#options.limits.peersPerRoom) return err('sfu.room-full')
    this.#seating.add(id)
    const at = await this.#routers.seat().catch((cause: unknown) => {
      this.#seating.delete(id)
      throw cause
    })
    // The peer, or the room, may have been closed while a further router was opened.
    if (!this.#seating.delete(id) || this.#closed) {
      this.#routers.leave(at)
      return err('sfu.room-not-found')
    }
    const peer = new PeerMedia(this.#scopeAt(at), id, capabilities)
    this.#peers.set(id, peer)
    return ok(peer)
  }

  /** Removes a peer with all its media; `false` where there was none. Idempotent. */
  closePeer(id: MediaPeerId): boolean {
    const peer = this.#peers.get(id)
    if (peer === undefined) return this.#seating.delete(id)
    peer.close()
    this.#routers.leave(peer.at)
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
    this.#routers.close()
    this.#options.onEnd(end)
  }

  #scopeAt(at: RoomRouter): RoomScope {
    return {
      room: this.room,
      at,
      limits: this.#options.limits,
      announce: this.#announce,
      findProducer: (id) => this.#findProducer(id),
      bring: (producer) => this.#routers.bring(producer, at),
      admitsVideo: () => !this.#videoBlocked,
      listenTo: async (producer) => {
        await this.#routers.bring(producer, this.#routers.home)
        await this.#speaking.add(producer)
      },
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

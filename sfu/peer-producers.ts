import type { MediaPeerId, ProducerId } from '#contract/media-plane.ts'
import type { MediaKind, RtpParameters } from '#contract/rtp.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { errors, type types } from 'mediasoup'
import { Capacity } from './limits.ts'
import { MediaProducer, type CloseReason } from './media-producer.ts'
import type { MediaTransport } from './media-transport.ts'
import type { RoomScope } from './room-scope.ts'

export interface ProduceRequest {
  readonly kind: MediaKind
  readonly source: string
  readonly rtpParameters: RtpParameters
  readonly paused: boolean
}

/** The streams that one peer sends. */
export class PeerProducers {
  readonly #scope: RoomScope
  readonly #peer: MediaPeerId
  readonly #places: Capacity
  readonly #open = new Map<ProducerId, MediaProducer>()

  constructor(scope: RoomScope, peer: MediaPeerId) {
    this.#scope = scope
    this.#peer = peer
    this.#places = new Capacity(scope.limits.producersPerPeer)
  }

  get all(): readonly MediaProducer[] {
    return [...this.#open.values()]
  }

  find(id: ProducerId): MediaProducer | undefined {
    return this.#open.get(id)
  }

  /** Starts a stream from the peer; video waits for nobody's leave but the kill switch. */
  async open(
    transport: MediaTransport,
    request: ProduceRequest,
  ): Promise<
    Result<MediaProducer, 'sfu.producers-full' | 'sfu.video-blocked' | 'sfu.unsupported-media' | 'sfu.transport-not-found'>
  > {
    if (this.#blocked(request)) return err('sfu.video-blocked')
    const release = this.#places.take()
    if (!release) return err('sfu.producers-full')
    try {
      const engine = await this.#start(transport, request)
      if (!engine) {
        release()
        return err('sfu.unsupported-media')
      }
      engine.observer.once('close', release)
      // The path may have ended, or the kill switch been thrown, while the worker was at it.
      if (transport.closed || this.#blocked(request)) {
        engine.close()
        return err(transport.closed ? 'sfu.transport-not-found' : 'sfu.video-blocked')
      }
      return ok(await this.#admit(new MediaProducer(engine, { peer: this.#peer, source: request.source, router: this.#scope.at.router })))
    } catch (cause) {
      release()
      throw cause
    }
  }

  /** Ends the streams that match, with one announcement each; how many there were. */
  closeAll(reason: CloseReason, matches: (producer: MediaProducer) => boolean = () => true): number {
    const closing = this.all.filter(matches)
    closing.forEach((producer) => producer.close(reason))
    return closing.length
  }

  #blocked({ kind }: ProduceRequest): boolean {
    return kind === 'video' && !this.#scope.admitsVideo()
  }

  /** `undefined` where the browser's parameters are not ones that the room can carry. */
  async #start(transport: MediaTransport, request: ProduceRequest): Promise<types.Producer | undefined> {
    const { kind, rtpParameters, paused } = request
    try {
      return await transport.engine.produce({ kind, rtpParameters, paused })
    } catch (cause) {
      if (cause instanceof TypeError || cause instanceof errors.UnsupportedError) return undefined
      throw cause
    }
  }

  async #admit(producer: MediaProducer): Promise<MediaProducer> {
    const { room, announce } = this.#scope
    const { id, kind, source } = producer
    const peer = this.#peer
    this.#open.set(id, producer)
    producer.watch(
      (scores) => announce('producer-score', { room, peer, producer: id, scores }),
      (reason) => {
        this.#open.delete(id)
        announce('producer-closed', { room, peer, producer: id, kind, source, reason })
      },
    )
    if (kind === 'audio') await this.#scope.listenTo(producer)
    return producer
  }
}

import type { ConsumerId, MediaPeerId, ProducerId } from '#contract/media-plane.ts'
import type { MediaLayers, RtpCapabilities } from '#contract/rtp.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { types } from 'mediasoup'
import { MediaConsumer } from './media-consumer.ts'
import type { MediaProducer } from './media-producer.ts'
import type { MediaTransport } from './media-transport.ts'
import type { RoomScope } from './room-scope.ts'

export interface ConsumeRequest {
  readonly producer: ProducerId
  readonly preferredLayers?: MediaLayers
  readonly priority?: number
}
export interface Consuming {
  readonly consumer: MediaConsumer
  readonly from: MediaProducer
}
type ConsumeRefusal =
  | 'sfu.producer-not-found'
  | 'sfu.cannot-consume'
  | 'sfu.already-consumed'
  | 'sfu.full'
  | 'sfu.transport-not-found'

/** The streams that one peer receives. */
export class PeerConsumers {
  readonly #scope: RoomScope
  readonly #peer: MediaPeerId
  readonly #capabilities: types.RtpCapabilities
  readonly #open = new Map<ConsumerId, MediaConsumer>()
  readonly #opening = new Set<ProducerId>()

  constructor(scope: RoomScope, peer: MediaPeerId, capabilities: RtpCapabilities) {
    this.#scope = scope
    this.#peer = peer
    this.#capabilities = capabilities
  }

  get all(): readonly MediaConsumer[] {
    return [...this.#open.values()]
  }

  find(id: ConsumerId): MediaConsumer | undefined {
    return this.#open.get(id)
  }

  /** Prepares a stream to the peer, paused; one producer is consumed once. */
  async open(transport: MediaTransport, request: ConsumeRequest): Promise<Result<Consuming, ConsumeRefusal>> {
    const { at: { router, worker }, findProducer, bring } = this.#scope
    const { producer: producerId } = request
    const from = findProducer(producerId)
    if (!from) return err('sfu.producer-not-found')
    if (this.#holds(producerId)) return err('sfu.already-consumed')
    const release = worker.consumers.take()
    if (!release) return err('sfu.full')
    this.#opening.add(producerId)
    try {
      await bring(from)
      if (!from.engine.closed && !router.canConsume({ producerId, rtpCapabilities: this.#capabilities })) {
        release()
        return err('sfu.cannot-consume')
      }
      const engine = await transport.engine.consume({ ...this.#options(request), producerId })
      engine.observer.once('close', release)
      if (request.priority !== undefined) await engine.setPriority(request.priority)
      // Either end may have closed while the worker was at it.
      if (transport.closed || from.engine.closed) {
        engine.close()
        return err(transport.closed ? 'sfu.transport-not-found' : 'sfu.producer-not-found')
      }
      return ok({ consumer: this.#admit(new MediaConsumer(engine)), from })
    } catch (cause) {
      release()
      if (from.engine.closed) return err('sfu.producer-not-found')
      throw cause
    } finally {
      this.#opening.delete(producerId)
    }
  }

  #holds(producer: ProducerId): boolean {
    return this.#opening.has(producer) || this.all.some((consumer) => consumer.producer === producer)
  }

  #options({ preferredLayers }: ConsumeRequest) {
    return { rtpCapabilities: this.#capabilities, paused: true, ...(preferredLayers ? { preferredLayers } : {}) }
  }

  #admit(consumer: MediaConsumer): MediaConsumer {
    const { room, announce } = this.#scope
    const { id, producer } = consumer
    const peer = this.#peer
    this.#open.set(id, consumer)
    consumer.watch({
      onLayers: (layers) => announce('layers-changed', { room, peer, consumer: id, layers }),
      onScore: (score, producerScore) => announce('consumer-score', { room, peer, consumer: id, score, producerScore }),
      onProducerClosed: () => announce('consumer-closed', { room, peer, consumer: id, producer }),
      onClosed: () => this.#open.delete(id),
    })
    return consumer
  }
}

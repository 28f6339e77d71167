import type { ConsumerId, ProducerId } from '#contract/media-plane.ts'
import type { MediaLayers } from '#contract/rtp.ts'
import { brandId } from '#core/shared/ids.ts'
import type { types } from 'mediasoup'

/** What a viewer has to be told about one stream. */
export interface ConsumerWatch {
  readonly onLayers: (layers: MediaLayers | null) => void
  readonly onScore: (score: number, producerScore: number) => void
  readonly onProducerClosed: () => void
  readonly onClosed: () => void
}

/** One stream on its way to one peer. */
export class MediaConsumer {
  readonly id: ConsumerId
  readonly producer: ProducerId
  readonly engine: types.Consumer

  constructor(engine: types.Consumer) {
    this.id = brandId<ConsumerId>(engine.id)
    this.producer = brandId<ProducerId>(engine.producerId)
    this.engine = engine
  }

  /** Calls back at what the viewer must hear; `onClosed` runs exactly once, whoever ended the stream. */
  watch({ onLayers, onScore, onProducerClosed, onClosed }: ConsumerWatch): void {
    this.engine.on('layerschange', (layers) => onLayers(layers ?? null))
    this.engine.on('score', ({ score, producerScore }) => onScore(score, producerScore))
    this.engine.once('producerclose', onProducerClosed)
    this.engine.observer.once('close', onClosed)
  }

  /** Ends the stream to this viewer. Idempotent. */
  close(): void {
    this.engine.close()
  }
}

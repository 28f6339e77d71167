import type { mediaPlaneEvents, MediaPeerId, ProducerId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import type { types } from 'mediasoup'
import type { z } from 'zod'

export type CloseReason = z.output<(typeof mediaPlaneEvents)['producer-closed']>['reason']

/** One stream that a peer sends, under the label its room gave it. */
export class MediaProducer {
  readonly id: ProducerId
  readonly peer: MediaPeerId
  readonly source: string
  readonly engine: types.Producer
  /** The router that the peer sends to. */
  readonly router: types.Router
  #reason: CloseReason = 'transport-closed'

  constructor(engine: types.Producer, { peer, source, router }: Pick<MediaProducer, 'peer' | 'source' | 'router'>) {
    this.id = brandId<ProducerId>(engine.id)
    this.engine = engine
    this.peer = peer
    this.source = source
    this.router = router
  }

  get kind(): types.MediaKind {
    return this.engine.kind
  }

  /** Calls back with each encoding's score, and once with the reason when the stream has ended. */
  watch(onScore: (scores: number[]) => void, onClosed: (reason: CloseReason) => void): void {
    this.engine.on('score', (scores) => onScore(scores.map(({ score }) => score)))
    this.engine.observer.once('close', () => onClosed(this.#reason))
  }

  /** Ends the stream; what consumed it ends with it. Idempotent: the first reason stands. */
  close(reason: CloseReason): void {
    if (this.engine.closed) return
    this.#reason = reason
    this.engine.close()
  }
}

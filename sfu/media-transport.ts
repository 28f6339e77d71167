import type { mediaPlaneEvents, TransportId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import type { types } from 'mediasoup'
import type { z } from 'zod'

export type TransportState = z.output<(typeof mediaPlaneEvents)['transport-state']>['state']
export type TransportDirection = z.output<(typeof mediaPlaneEvents)['transport-state']>['direction']

/** The one state that matters to a room, out of ICE's and DTLS's. */
export function transportState(ice: types.IceState, dtls: types.DtlsState): TransportState | 'new' {
  if (dtls === 'closed' || ice === 'closed') return 'closed'
  if (dtls === 'failed') return 'failed'
  if (ice === 'disconnected') return 'disconnected'
  if (ice === 'new') return 'new'
  return dtls === 'connected' ? 'connected' : 'connecting'
}

/** What a browser needs to come to a path. */
export function presentPath({ id: transport, engine }: MediaTransport) {
  const { iceParameters, iceCandidates, dtlsParameters } = engine
  return { transport, iceParameters, iceCandidates, dtlsParameters }
}

/** One direction of one peer's media path. */
export class MediaTransport {
  readonly id: TransportId
  readonly direction: TransportDirection
  readonly engine: types.WebRtcTransport
  #state: TransportState | 'new' = 'new'
  #connecting = false

  constructor(engine: types.WebRtcTransport, direction: TransportDirection) {
    this.id = brandId<TransportId>(engine.id)
    this.engine = engine
    this.direction = direction
  }

  get state(): TransportState | 'new' {
    return this.#state
  }

  get closed(): boolean {
    return this.engine.closed
  }

  /** Calls back at every change of state, and once when the path has ended for whatever reason. */
  watch(onState: (state: TransportState) => void, onClosed: () => void): void {
    const update = (): void => {
      if (this.engine.closed) return
      const state = transportState(this.engine.iceState, this.engine.dtlsState)
      if (state === this.#state || state === 'new') return
      this.#state = state
      onState(state)
      // The browser said goodbye (tab closed): DTLS cannot be resumed, so what it sent ends here.
      if (state === 'closed') this.close()
    }
    this.engine.on('icestatechange', update)
    this.engine.on('dtlsstatechange', update)
    this.engine.observer.once('close', onClosed)
  }

  /** Takes the browser's DTLS parameters; `false` where they were given before. */
  async connect(dtlsParameters: types.DtlsParameters): Promise<boolean> {
    if (this.#connecting) return false
    this.#connecting = true
    await this.engine.connect({ dtlsParameters })
    return true
  }

  /** Ends the path and everything that flows on it. Idempotent. */
  close(): void {
    this.engine.close()
  }
}

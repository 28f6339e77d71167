import type { MediaPeerId, ProducerId, TransportId } from '#contract/media-plane.ts'
import type { DtlsParameters, RtpCapabilities } from '#contract/rtp.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { types } from 'mediasoup'
import { initialOutgoingBitrate } from './codecs.ts'
import { MediaTransport, type TransportDirection } from './media-transport.ts'
import { PeerConsumers, type ConsumeRequest } from './peer-consumers.ts'
import { PeerProducers, type ProduceRequest } from './peer-producers.ts'
import type { RoomRouter } from './room-routers.ts'
import type { RoomScope } from './room-scope.ts'

type WithTransport<T> = T & { readonly transport: TransportId }
type NoTransport = 'sfu.transport-not-found'

/** All media of one peer: at most one path in each direction, and the streams on them. */
export class PeerMedia {
  readonly peer: MediaPeerId
  readonly producers: PeerProducers
  readonly consumers: PeerConsumers
  readonly #scope: RoomScope
  readonly #paths = new Map<TransportDirection, MediaTransport | 'opening'>()
  #closed = false

  constructor(scope: RoomScope, peer: MediaPeerId, capabilities: RtpCapabilities) {
    this.peer = peer
    this.#scope = scope
    this.producers = new PeerProducers(scope, peer)
    this.consumers = new PeerConsumers(scope, peer, capabilities)
  }

  get closed(): boolean {
    return this.#closed
  }

  get at(): RoomRouter {
    return this.#scope.at
  }

  get transports(): readonly MediaTransport[] {
    return [...this.#paths.values()].filter((path) => path !== 'opening')
  }

  /** Opens the path in one direction; the browser connects to it with the parameters it carries. */
  async createTransport(
    direction: TransportDirection,
  ): Promise<Result<MediaTransport, 'sfu.transport-exists' | 'sfu.peer-not-found'>> {
    if (this.#paths.has(direction)) return err('sfu.transport-exists')
    this.#paths.set(direction, 'opening')
    const engine = await this.#openPath().catch((cause: unknown) => {
      this.#paths.delete(direction)
      throw cause
    })
    if (this.#closed) {
      engine.close()
      return err('sfu.peer-not-found')
    }
    const transport = new MediaTransport(engine, direction)
    this.#paths.set(direction, transport)
    this.#watch(transport)
    return ok(transport)
  }

  async connectTransport(
    id: TransportId,
    dtlsParameters: DtlsParameters,
  ): Promise<Result<Record<string, never>, NoTransport | 'sfu.already-connected'>> {
    const transport = this.#transport(id)
    if (!transport) return err('sfu.transport-not-found')
    return (await transport.connect(dtlsParameters)) ? ok({}) : err('sfu.already-connected')
  }

  /** New ICE credentials for the same path: how a call survives a change of network. */
  async restartIce(id: TransportId): Promise<Result<types.IceParameters, NoTransport>> {
    const transport = this.#transport(id)
    return transport ? ok(await transport.engine.restartIce()) : err('sfu.transport-not-found')
  }

  closeTransport(id: TransportId): void {
    this.#transport(id)?.close()
  }

  async produce(request: WithTransport<ProduceRequest>) {
    const transport = this.#transport(request.transport)
    if (!transport) return err('sfu.transport-not-found')
    if (transport.direction !== 'send') return err('sfu.wrong-direction')
    return this.producers.open(transport, request)
  }

  async consume(request: WithTransport<ConsumeRequest>) {
    const transport = this.#transport(request.transport)
    if (!transport) return err('sfu.transport-not-found')
    if (transport.direction !== 'receive') return err('sfu.wrong-direction')
    return this.consumers.open(transport, request)
  }

  findProducer(id: ProducerId) {
    return this.producers.find(id)
  }

  /** Ends every stream and path of the peer. Idempotent. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.producers.closeAll('peer-closed')
    for (const transport of this.transports) transport.close()
    this.#paths.clear()
  }

  #openPath(): Promise<types.WebRtcTransport> {
    const { router, worker } = this.#scope.at
    return router.createWebRtcTransport({
      webRtcServer: worker.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrate,
    })
  }

  #transport(id: TransportId): MediaTransport | undefined {
    return this.transports.find((transport) => transport.id === id)
  }

  #watch(transport: MediaTransport): void {
    const { room, announce } = this.#scope
    const { peer } = this
    const { id, direction } = transport
    const onState = (state: MediaTransport['state']): void => {
      if (state === 'new') return
      announce('transport-state', { room, peer, transport: id, direction, state })
      const cutOff = state !== 'connecting' && !this.transports.some((path) => path.state === 'connected')
      if (cutOff && !this.#closed) announce('peer-disconnected', { room, peer })
    }
    transport.watch(onState, () => {
      if (this.#paths.get(direction) === transport) this.#paths.delete(direction)
    })
  }
}

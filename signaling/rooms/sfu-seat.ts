import type { SfuPlane } from '#signaling/media/media-plane.ts'
import { mediaRefusalOf } from '#signaling/media/refusals.ts'
import type { OutputOf } from '#contract/define.ts'
import type { MediaDirection, MediaPath, MediaRefusal, mediaRequests, ViewId } from '#contract/media.ts'
import type { ConsumerId, MediaPeerId, MediaRoomId, ProducerId, TransportId } from '#contract/media-plane.ts'
import type { Done } from '#contract/room.ts'
import type { DtlsParameters, MediaKind, MediaLayers, RtpCapabilities, RtpParameters } from '#contract/rtp.ts'
import type { SourceLabel, StreamId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { SeatMedia } from './seat-media.ts'

type Answer<T> = Promise<Result<T, MediaRefusal>>
type View = OutputOf<(typeof mediaRequests)['view']>

/** In which size, and before or after which others, a view is to come. */
interface Wanted {
  readonly layers?: MediaLayers
  readonly priority?: number
}

const streamOf = (producer: ProducerId): StreamId => brandId<StreamId>(producer)
const viewOf = (consumer: ConsumerId): ViewId => brandId<ViewId>(consumer)

/** A seat whose media flows through our own SFU: two paths, and everything on them agreed through us. */
export class SfuSeat extends SeatMedia {
  readonly #plane: SfuPlane
  readonly #transports = new Map<MediaDirection, TransportId>()

  constructor(plane: SfuPlane, room: MediaRoomId, peer: MediaPeerId) {
    super(plane, room, peer)
    this.#plane = plane
  }

  /** Opens the peer and both of its paths at once. */
  async open(capabilities: RtpCapabilities): Answer<{ readonly send: MediaPath; readonly receive: MediaPath }> {
    const { room, peer } = this
    const opened = await this.#plane.ask('open-peer', { room, peer, capabilities, paths: true })
    if (!opened.ok) return err(mediaRefusalOf[opened.error])
    const { paths } = opened.value
    if (paths === undefined) return err('media.unavailable')
    return ok({ send: this.#keepPath('send', paths.send), receive: this.#keepPath('receive', paths.receive) })
  }

  #keepPath(direction: MediaDirection, { transport, ...parameters }: Omit<MediaPath, 'id'> & { readonly transport: TransportId }): MediaPath {
    this.#transports.set(direction, transport)
    return { id: transport, ...parameters }
  }

  async connect(direction: MediaDirection, dtlsParameters: DtlsParameters): Answer<Done> {
    const transport = this.#transports.get(direction)
    if (transport === undefined) return err('media.not-joined')
    return this.#translate(this.#plane.ask('connect-transport', { ...this.#at(transport), dtlsParameters }))
  }

  async restart(direction: MediaDirection) {
    const transport = this.#transports.get(direction)
    if (transport === undefined) return err('media.not-joined')
    return this.#translate(this.#plane.ask('restart-ice', this.#at(transport)))
  }

  /** Starts a source in place of one with the same label. */
  async start(source: {
    readonly label: SourceLabel
    readonly kind: MediaKind
    readonly rtpParameters: RtpParameters
    readonly muted: boolean
  }): Answer<StreamId> {
    const transport = this.#transports.get('send')
    if (transport === undefined) return err('media.not-joined')
    await this.stop(source.label)
    const { label, kind, rtpParameters, muted } = source
    const answer = await this.#plane.ask('produce', { ...this.#at(transport), source: label, kind, rtpParameters, paused: muted })
    if (!answer.ok) return err(mediaRefusalOf[answer.error])
    this.keep(label, answer.value.producer)
    return ok(streamOf(answer.value.producer))
  }

  async view(stream: StreamId, { layers, priority }: Wanted): Answer<View> {
    const transport = this.#transports.get('receive')
    if (transport === undefined) return err('media.not-joined')
    const answer = await this.#plane.ask('consume', {
      ...this.#at(transport), producer: stream, ...(layers === undefined ? {} : { preferredLayers: layers }),
      ...(priority === undefined ? {} : { priority }),
    })
    if (!answer.ok) return err(mediaRefusalOf[answer.error])
    const { consumer, kind, rtpParameters } = answer.value
    return ok({ view: viewOf(consumer), kind, rtpParameters })
  }

  /** Flow, pause, end or layers of one view. */
  steer(view: ViewId, request: 'resume-consumer' | 'pause-consumer' | 'close-consumer'): Answer<Done> {
    return this.#translate(this.#plane.ask(request, this.#of(view)))
  }

  setLayers(view: ViewId, layers: MediaLayers): Answer<Done> {
    return this.#translate(this.#plane.ask('set-preferred-layers', { ...this.#of(view), layers }))
  }

  setPriority(view: ViewId, priority: number): Answer<Done> {
    return this.#translate(this.#plane.ask('set-consumer-priority', { ...this.#of(view), priority }))
  }

  override close(options: { readonly told?: boolean } = {}): void {
    this.#transports.clear()
    super.close(options)
  }

  #at = (transport: TransportId) => ({ room: this.room, peer: this.peer, transport })
  #of = (view: ViewId) => ({ room: this.room, peer: this.peer, consumer: view })

  async #translate<T>(asked: Promise<Result<T, keyof typeof mediaRefusalOf>>): Answer<T> {
    const answer = await asked
    return answer.ok ? answer : err(mediaRefusalOf[answer.error])
  }
}

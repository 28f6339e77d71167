import type { MediaPlane } from '#signaling/media/media-plane.ts'
import { mediaRefusalOf } from '#signaling/media/refusals.ts'
import type { OutputOf } from '#contract/define.ts'
import type { MediaDirection, MediaPath, mediaRequests, ViewId } from '#contract/media.ts'
import type { MediaRefusal } from '#contract/media.ts'
import type { Done } from '#contract/room.ts'
import type { ConsumerId, MediaPeerId, MediaRoomId, ProducerId, TransportId } from '#contract/media-plane.ts'
import type { DtlsParameters, MediaKind, MediaLayers, RtpCapabilities, RtpParameters } from '#contract/rtp.ts'
import type { SourceLabel, StreamId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'

type Answer<T> = Promise<Result<T, MediaRefusal>>
type View = OutputOf<(typeof mediaRequests)['view']>

/** In which size, and before or after which others, a view is to come. */
interface Wanted {
  readonly layers?: MediaLayers
  readonly priority?: number
}

const streamOf = (producer: ProducerId): StreamId => brandId<StreamId>(producer)
const viewOf = (consumer: ConsumerId): ViewId => brandId<ViewId>(consumer)

/** All media of one seat: a peer of the media plane, from one joining to the next. */
export class SeatMedia {
  readonly room: MediaRoomId
  readonly peer: MediaPeerId
  readonly #plane: MediaPlane
  readonly #transports = new Map<MediaDirection, TransportId>()
  readonly #producers = new Map<SourceLabel, ProducerId>()
  #closed = false

  constructor(plane: MediaPlane, room: MediaRoomId, peer: MediaPeerId) {
    this.#plane = plane
    this.room = room
    this.peer = peer
  }

  get closed(): boolean {
    return this.#closed
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
    this.#producers.set(label, answer.value.producer)
    return ok(streamOf(answer.value.producer))
  }

  async stop(label: SourceLabel): Promise<void> {
    const producer = this.#producers.get(label)
    if (producer === undefined) return
    this.#producers.delete(label)
    await this.#plane.ask('close-producer', { room: this.room, peer: this.peer, producer })
  }

  /** Stops or lets flow what a source sends, at the server, whatever the browser does. */
  async setMuted(label: SourceLabel, muted: boolean): Promise<void> {
    const producer = this.#producers.get(label)
    if (producer === undefined) return
    await this.#plane.ask(muted ? 'pause-producer' : 'resume-producer', { room: this.room, peer: this.peer, producer })
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

  /** The direction and label behind the engine's ids, or null when they are of an earlier joining. */
  labelOf(producer: ProducerId): SourceLabel | null {
    return [...this.#producers].find(([, one]) => one === producer)?.[0] ?? null
  }

  /** Forgets a source that the engine has ended; its label, or null when it was not ours. */
  forget(producer: ProducerId): SourceLabel | null {
    const label = this.labelOf(producer)
    if (label !== null) this.#producers.delete(label)
    return label
  }

  /** Ends all media of the seat. Idempotent; `told` says whether the engine still needs to be asked. */
  close({ told = true } = {}): void {
    if (this.#closed) return
    this.#closed = true
    this.#transports.clear()
    this.#producers.clear()
    if (told) void this.#plane.ask('close-peer', { room: this.room, peer: this.peer })
  }

  #at = (transport: TransportId) => ({ room: this.room, peer: this.peer, transport })
  #of = (view: ViewId) => ({ room: this.room, peer: this.peer, consumer: view })

  async #translate<T>(asked: Promise<Result<T, keyof typeof mediaRefusalOf>>): Answer<T> {
    const answer = await asked
    return answer.ok ? answer : err(mediaRefusalOf[answer.error])
  }
}

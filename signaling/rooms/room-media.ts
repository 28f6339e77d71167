import type { MediaDirection, MediaOffer, MediaRefusal, ViewId } from '#contract/media.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { MediaLayers, RtpCapabilities } from '#contract/rtp.ts'
import type { SeatId, SourceLabel } from '#core/room/room.ts'
import { brandId, type NewId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { MediaPlane } from '#signaling/media/media-plane.ts'
import { mediaRefusalOf } from '#signaling/media/refusals.ts'
import type { SeatMedia } from './seat-media.ts'

interface OpenMediaRoom {
  readonly id: MediaRoomId
  readonly capabilities: RtpCapabilities
}
type Opening = Promise<Result<OpenMediaRoom, MediaRefusal>>

/** What the media tells the room, in the room's own terms. */
export interface MediaNews {
  /** All media is gone, not the people. */
  lost(): void
  sourceEnded(seat: SeatId, label: SourceLabel): void
  /** Nothing reaches the seat any longer. */
  seatUnreachable(seat: SeatId): void
  pathLost(seat: SeatId, direction: MediaDirection): void
  layersChanged(seat: SeatId, view: ViewId, layers: MediaLayers | null): void
  speaking(speakers: readonly { readonly seat: SeatId; readonly volume: number }[]): void
}

/** How a seat comes to the engine's room: as a peer of its own, made first so that a loss meanwhile can end it, then opened. */
interface WayIn<M extends SeatMedia, T> {
  readonly make: (room: MediaRoomId, peer: MediaPeerId) => M
  readonly open: (media: M) => Promise<Result<T, MediaRefusal>>
}

interface RoomMediaOptions {
  readonly plane: MediaPlane
  readonly newId: NewId
  readonly news: MediaNews
  /** Whether the kill switch is thrown now: it outlives every loss of the engine. */
  readonly videoBlocked: () => boolean
}

/** The media side of one live room: opened when the first person asks for it, opened anew after a loss. */
export class RoomMedia {
  readonly news: MediaNews
  readonly #plane: MediaPlane
  readonly #newId: NewId
  readonly #seats = new Map<SeatId, SeatMedia>()
  /** The promise, not the value: two people who come together get one room. */
  #opening: Opening | null = null
  #id: MediaRoomId | null = null
  #capabilities: RtpCapabilities | null = null
  readonly #joining = new Map<SeatId, Promise<unknown>>()
  #closed = false

  readonly #videoBlocked: () => boolean

  constructor({ plane, newId, news, videoBlocked }: RoomMediaOptions) {
    this.#plane = plane
    this.#newId = newId
    this.news = news
    this.#videoBlocked = videoBlocked
  }

  /** Ends all video at the engine and lets none begin, or lets it flow, as the kill switch stands; a room that opens meanwhile opens so. */
  async followKillSwitch() {
    if (this.#id === null) return ok({})
    return this.#plane.ask(this.#videoBlocked() ? 'block-video' : 'allow-video', { room: this.#id })
  }

  /** Whether the engine does with pictures what the kill switch says. */
  agreesOnVideo(blocked: boolean): boolean {
    return blocked === this.#videoBlocked()
  }

  /** The engine's name of the room while one is open; new after every loss, and never derived from the case. */
  get id(): MediaRoomId | null {
    return this.#id
  }

  /** What a browser must know before it joins; null while the room is not open at the engine. */
  get offer(): MediaOffer | null {
    if (this.#plane.engine === 'livekit') return { engine: 'livekit' }
    return this.#capabilities === null ? null : { engine: 'sfu', capabilities: this.#capabilities }
  }

  of(seat: SeatId): SeatMedia | null {
    return this.#seats.get(seat) ?? null
  }

  async capabilities(): Promise<Result<RtpCapabilities, MediaRefusal>> {
    const opened = await this.#open()
    return opened.ok ? ok(opened.value.capabilities) : opened
  }

  /** Gives the seat new media; what it had before ends. */
  join<M extends SeatMedia, T>(seat: SeatId, way: WayIn<M, T>): Promise<Result<T, MediaRefusal>> {
    const joining = this.#join(seat, way)
    this.#joining.set(seat, joining)
    const done = (): void => {
      if (this.#joining.get(seat) === joining) this.#joining.delete(seat)
    }
    joining.then(done, done)
    return joining
  }

  /** The seat's media, after the joining that is under way, if one is: who joins asks for what is to be seen in the same breath. */
  async whenJoined(seat: SeatId): Promise<SeatMedia | null> {
    await this.#joining.get(seat)
    return this.of(seat)
  }

  async #join<M extends SeatMedia, T>(seat: SeatId, { make, open }: WayIn<M, T>): Promise<Result<T, MediaRefusal>> {
    const opened = await this.#open()
    if (!opened.ok) return opened
    this.release(seat)
    const media = make(opened.value.id, brandId<MediaPeerId>(this.#newId()))
    this.#seats.set(seat, media)
    const answer = await open(media)
    if (media.closed) return err('media.not-joined')
    if (!answer.ok) this.release(seat)
    return answer
  }

  /** Ends the seat's media. Idempotent. */
  release(seat: SeatId): void {
    this.#seats.get(seat)?.close()
    this.#seats.delete(seat)
  }

  /** Forgets everything, since the engine has; the next request opens a new room. */
  lose(): void {
    this.#forget()
    this.news.lost()
  }

  seatOfPeer(peer: MediaPeerId): SeatId | null {
    return [...this.#seats].find(([, media]) => media.peer === peer)?.[0] ?? null
  }

  producerClosed(peer: MediaPeerId, producer: ProducerId): void {
    const seat = this.seatOfPeer(peer)
    const label = seat === null ? null : (this.of(seat)?.forget(producer) ?? null)
    if (seat !== null && label !== null) this.news.sourceEnded(seat, label)
  }

  /** Ends the media of the whole room. Idempotent. */
  close(): void {
    this.#closed = true
    const room = this.#id
    this.#forget()
    if (room !== null) void this.#plane.ask('close-room', { room })
  }

  #forget(): void {
    for (const media of this.#seats.values()) media.close({ told: false })
    this.#seats.clear()
    this.#opening = null
    this.#id = null
    this.#capabilities = null
  }

  #open(): Opening {
    if (this.#closed) return Promise.resolve(err('media.unavailable'))
    this.#opening ??= this.#openNow()
    return this.#opening
  }

  async #openNow(): Opening {
    const id = brandId<MediaRoomId>(this.#newId())
    this.#id = id
    const answer = await this.#plane.ask('open-room', { room: id, videoBlocked: this.#videoBlocked() })
    if (answer.ok) {
      const { capabilities } = answer.value
      // Lost again meanwhile: what opens next tells for itself.
      if (this.#id === id) this.#capabilities = capabilities
      return ok({ id, capabilities })
    }
    // A failed opening is forgotten, so that the next person tries again.
    if (this.#id === id) this.#forget()
    return err(mediaRefusalOf[answer.error])
  }
}

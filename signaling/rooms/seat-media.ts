import type { MediaPlane } from '#signaling/media/media-plane.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { SourceLabel } from '#core/room/room.ts'

/** All media of one seat: a peer of the media plane, from one joining to the next. How it got there is its engine's matter. */
export class SeatMedia {
  readonly room: MediaRoomId
  readonly peer: MediaPeerId
  readonly #plane: MediaPlane
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

  /** The label behind the engine's id, or null when it is of an earlier joining. */
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
    this.#producers.clear()
    if (told) void this.#plane.ask('close-peer', { room: this.room, peer: this.peer })
  }

  /** A source flows under this label from now on. */
  protected keep(label: SourceLabel, producer: ProducerId): void {
    this.#producers.set(label, producer)
  }
}

import type { LiveKitParticipant, RoomService } from '#adapters/livekit/room-service.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPeerId, MediaRoomId } from '#contract/media-plane.ts'
import { brandId } from '#core/shared/ids.ts'
import type { KnownRoom, KnownRooms } from './livekit-rooms.ts'
import { publishable } from './livekit-sources.ts'
import type { MediaPlaneListeners } from './media-plane.ts'

interface WatchOptions {
  readonly service: RoomService
  readonly rooms: KnownRooms
  readonly listeners: () => MediaPlaneListeners | null
  readonly every: number
  readonly log: Logger
}

/** The LiveKit server as it was last heard of: at the start nobody has asked yet. */
type Link = 'unknown' | 'linked' | 'unlinked'

/**
 * Compares the LiveKit server with what was decided here, a look a second: it lets in whoever holds a pass that it once
 * believed, so somebody who was removed is removed again, and a picture that the kill switch forbids is ended again. A look
 * rather than its webhooks: those may be lost, and would need a way from there to here.
 */
export class LiveKitWatch {
  readonly #options: WatchOptions
  #timer: NodeJS.Timeout | undefined
  #link: Link = 'unknown'
  #busy = false
  #closed = false

  constructor(options: WatchOptions) {
    this.#options = options
  }

  /** Begins to look; idempotent. */
  start(): void {
    if (this.#timer !== undefined || this.#closed) return
    this.#timer = setInterval(() => this.#begin(), this.#options.every).unref()
    this.#begin()
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true
    clearInterval(this.#timer)
  }

  #begin(): void {
    // With no room open there is nothing to compare.
    if (this.#busy || this.#closed || (this.#link === 'linked' && this.#options.rooms.size === 0)) return
    this.#busy = true
    this.#look()
      .catch((cause: unknown) => this.#options.log.error('livekit.not-watched', { cause }))
      .finally(() => {
        this.#busy = false
      })
  }

  async #look(): Promise<void> {
    const { service, rooms, log } = this.#options
    // Those that are opened while the answer is on its way are not in it.
    const before = [...rooms.keys()]
    const listed = await service.listRooms()
    if (this.#closed) return
    if (!listed.ok) {
      if (this.#link !== 'unlinked') log.warn('livekit.unlinked')
      this.#link = 'unlinked'
      return
    }
    const running = new Set(listed.value.map(({ name }) => name))
    if (this.#link !== 'linked') {
      this.#link = 'linked'
      log.info('livekit.linked')
      for (const id of before) if (!running.has(id)) rooms.delete(id)
      this.#options.listeners()?.linked()
      return
    }
    for (const id of before) {
      if (running.has(id)) await this.#lookInto(id)
      else if (rooms.delete(id)) this.#options.listeners()?.['room-lost']({ room: id, reason: 'worker-died' })
    }
  }

  async #lookInto(id: MediaRoomId): Promise<void> {
    const { service, rooms } = this.#options
    const listed = await service.listParticipants(id)
    const room = rooms.get(id)
    if (!listed.ok || room === undefined || this.#closed) return
    const there = new Set<string>()
    for (const participant of listed.value) {
      there.add(participant.identity)
      await this.#lookAt(id, room, participant)
    }
    for (const [peer, known] of room.peers) {
      if (!known.seen || there.has(peer)) continue
      known.seen = false
      this.#options.listeners()?.['peer-disconnected']({ room: id, peer })
    }
  }

  async #lookAt(id: MediaRoomId, room: KnownRoom, { identity, tracks, permission }: LiveKitParticipant): Promise<void> {
    const { service, log } = this.#options
    const known = room.peers.get(brandId<MediaPeerId>(identity))
    if (known === undefined) {
      log.warn('livekit.stranger-removed')
      await service.removeParticipant(id, identity)
      return
    }
    known.seen = true
    if (!room.videoBlocked) return
    // A picture that calls itself a sound gets past LiveKit's list of sources; not past this.
    if (tracks.some(({ type }) => type === 'VIDEO')) await service.removeParticipant(id, identity)
    else if (permission?.can_publish_sources.includes('CAMERA') === true) await service.limitSources(id, identity, publishable(true))
  }
}

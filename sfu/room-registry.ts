import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaRoomId } from '#contract/media-plane.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Announce } from './announce.ts'
import type { SfuLimits } from './limits.ts'
import { MediaRoom, type RoomEnd } from './media-room.ts'
import type { MediaWorker } from './media-worker.ts'
import type { RecordingPlace } from './recorder/finished-file.ts'
import type { RoomPlace, WorkerPool } from './worker-pool.ts'

export interface RegistryOptions {
  readonly pool: WorkerPool
  readonly limits: SfuLimits
  readonly announce: Announce
  readonly log: Logger
  readonly recordings: RecordingPlace | undefined
}

interface RoomOrder {
  readonly videoBlocked: boolean
  /** The signaling process that asks. */
  readonly node: string
}

type Opening = Promise<Result<MediaRoom, 'sfu.full' | 'sfu.no-worker' | 'sfu.draining'>>

/** The rooms of this process by id. Two who ask together get one room; a failed opening is forgotten. */
export class RoomRegistry {
  readonly #options: RegistryOptions
  readonly #openings = new Map<MediaRoomId, Opening>()
  readonly #rooms = new Map<MediaRoomId, MediaRoom>()
  readonly #nodes = new Map<MediaRoomId, string>()
  readonly #emptied: (() => void)[] = []
  #draining = false

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  get all(): readonly MediaRoom[] {
    return [...this.#rooms.values()]
  }

  /** The rooms that a signaling process has opened. */
  of(node: string): readonly MediaRoom[] {
    return this.all.filter(({ room }) => this.#nodes.get(room) === node)
  }

  get draining(): boolean {
    return this.#draining
  }

  /** Resolves while rooms may be opened, rejects once the process drains. */
  async takesRooms(): Promise<void> {
    if (this.#draining) throw new Error('draining')
  }

  find(id: MediaRoomId): MediaRoom | undefined {
    return this.#rooms.get(id)
  }

  /** Opens the room, or returns the one that is open or opening. */
  open(id: MediaRoomId, { videoBlocked, node }: RoomOrder): Opening {
    const known = this.#openings.get(id)
    if (known) return known
    if (this.#draining) return Promise.resolve(err('sfu.draining'))
    this.#nodes.set(id, node)
    const opening = this.#start(id, videoBlocked)
    this.#openings.set(id, opening)
    const forget = (): void => this.#forget(id, opening)
    opening.then((opened) => (opened.ok && !opened.value.closed ? undefined : forget()), forget)
    return opening
  }

  /** Ends a room, also one that is just opening. Idempotent. */
  async close(id: MediaRoomId, end: RoomEnd): Promise<void> {
    const opened = await this.#openings.get(id)?.catch(() => undefined)
    if (!opened?.ok) return
    opened.value.close(end)
    await opened.value.recorder.settled()
  }

  /** Ends the rooms of a signaling process that does not come back. */
  async closeOf(node: string): Promise<void> {
    await Promise.all(this.of(node).map(({ room }) => this.close(room, 'unattended')))
  }

  /** Ends every room. Idempotent. */
  async closeAll(end: RoomEnd): Promise<void> {
    await Promise.all([...this.#openings.keys()].map((id) => this.close(id, end)))
  }

  /** Refuses new rooms from now on and resolves when the last open one has ended. */
  drain(): Promise<void> {
    this.#draining = true
    return new Promise((resolve) => {
      this.#emptied.push(resolve)
      this.#tellIfEmpty()
    })
  }

  async #start(id: MediaRoomId, videoBlocked: boolean): Opening {
    const { pool, limits, announce, log, recordings } = this.#options
    const place = await pool.placeRoom()
    if (!place.ok) return place
    const onEnd = (end: RoomEnd): void => this.#ended(id, end)
    const placeBeside = (taken: readonly MediaWorker[]): RoomPlace | undefined => pool.placeBeside(taken)
    const room = await MediaRoom.open({ room: id, videoBlocked, limits, announce, log, recordings, placeBeside, onEnd }, place.value)
    this.#rooms.set(id, room)
    log.info('room.opened', { roomId: id })
    return ok(room)
  }

  #ended(id: MediaRoomId, end: RoomEnd): void {
    const { announce, log } = this.#options
    this.#rooms.delete(id)
    this.#nodes.delete(id)
    this.#openings.delete(id)
    if (end === 'worker-died' || end === 'shutdown') {
      log.warn('room.lost', { roomId: id, reason: end })
      announce('room-lost', { room: id, reason: end })
    } else log.info('room.closed', { roomId: id, reason: end })
    this.#tellIfEmpty()
  }

  #forget(id: MediaRoomId, opening: Opening): void {
    if (this.#openings.get(id) === opening) this.#openings.delete(id)
    this.#tellIfEmpty()
  }

  #tellIfEmpty(): void {
    if (this.#draining && this.#openings.size === 0) this.#emptied.splice(0).forEach((resolve) => resolve())
  }
}

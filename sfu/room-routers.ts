import type { types } from 'mediasoup'
import type { MediaProducer } from './media-producer.ts'
import type { MediaWorker } from './media-worker.ts'
import type { RoomPlace } from './worker-pool.ts'

/** One forwarding table of a room, on one worker. */
export interface RoomRouter {
  readonly router: types.Router
  readonly worker: MediaWorker
}

interface RoomRoutersOptions {
  /** From so many peers on one router the next peer gets one on another worker, where a worker has room for it. */
  readonly peersPerRouter: number
  readonly placeBeside: (taken: readonly MediaWorker[]) => RoomPlace | undefined
  /** A worker that carried a part of the room has died. */
  readonly onLost: () => void
}

/** Opens a router in the given place; where the worker cannot, the place is given back and it throws. */
export async function openRouterAt({ worker, release }: RoomPlace): Promise<RoomRouter> {
  const router = await worker.openRouter().catch((cause: unknown) => {
    release()
    throw cause
  })
  router.observer.once('close', release)
  return { router, worker }
}

/**
 * The routers of one room: one for most, more for a large one, so that it may use more cores than one. A stream that
 * is watched from another router is brought there once, through a pair of mediasoup's pipe transports on this host.
 */
export class RoomRouters {
  /** Where the room began; it hears everyone who speaks. */
  readonly home: RoomRouter
  readonly #options: RoomRoutersOptions
  readonly #peers = new Map<RoomRouter, number>()
  readonly #pipes = new Map<string, Promise<void>>()
  #spreading: Promise<void> | undefined
  #closed = false

  constructor(home: RoomRouter, options: RoomRoutersOptions) {
    this.home = home
    this.#options = options
    this.#admit(home)
  }

  /** Whether every worker that carries a part of the room still does. */
  get whole(): boolean {
    return [...this.#peers.keys()].every(({ router }) => !router.closed)
  }

  /** The router of one more peer, until `leave`. */
  async seat(): Promise<RoomRouter> {
    if (this.#count(this.#emptiest()) >= this.#options.peersPerRouter) {
      this.#spreading ??= this.#spread().finally(() => (this.#spreading = undefined))
      await this.#spreading
    }
    const seat = this.#emptiest()
    this.#peers.set(seat, this.#count(seat) + 1)
    return seat
  }

  leave(seat: RoomRouter): void {
    this.#peers.set(seat, this.#count(seat) - 1)
  }

  /** Makes a stream of the room consumable on a router; one that has ended meanwhile is left out. */
  async bring(producer: MediaProducer, { router }: RoomRouter): Promise<void> {
    if (producer.router === router) return
    const way = `${producer.id}>${router.id}`
    const known = this.#pipes.get(way)
    if (known) return known
    const piping = pipe(producer, router)
    this.#pipes.set(way, piping)
    producer.engine.observer.once('close', () => this.#pipes.delete(way))
    piping.catch(() => this.#pipes.delete(way))
    return piping
  }

  /** Ends all of them with everything on them. Idempotent. */
  close(): void {
    this.#closed = true
    for (const { router } of this.#peers.keys()) router.close()
  }

  async #spread(): Promise<void> {
    const place = this.#options.placeBeside([...this.#peers.keys()].map(({ worker }) => worker))
    if (!place) return
    const further = await openRouterAt(place)
    if (this.#closed) further.router.close()
    else this.#admit(further)
  }

  #admit(one: RoomRouter): void {
    this.#peers.set(one, 0)
    one.router.once('workerclose', this.#options.onLost)
  }

  #count(one: RoomRouter): number {
    return this.#peers.get(one) ?? 0
  }

  #emptiest(): RoomRouter {
    return [...this.#peers.keys()].reduce((least, one) => (this.#count(one) < this.#count(least) ? one : least), this.home)
  }
}

async function pipe({ id: producerId, engine, router: from }: MediaProducer, router: types.Router): Promise<void> {
  try {
    await from.pipeToRouter({ producerId, router, enableSctp: false, enableRtx: true })
  } catch (cause) {
    if (!engine.closed) throw cause
  }
}

import type { Logger } from '#adapters/observability/logger.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { MediaWorker, type MediaWorkerOptions } from './media-worker.ts'
import { SpareWorker } from './spare-worker.ts'

export type WorkerPoolOptions = Omit<MediaWorkerOptions, 'port'> & {
  readonly workers: number
  readonly firstPort: number
  /** Keeps one process more, to take a dead one's place. */
  readonly spare: boolean
  readonly log: Logger
}

/** A worker with room for one more, and how to give the place back. */
export interface RoomPlace {
  readonly worker: MediaWorker
  readonly release: () => void
}

type Slot = { readonly port: number } & (
  | { readonly status: 'starting'; readonly started: Promise<void> }
  | { readonly status: 'live'; readonly worker: MediaWorker }
  | { readonly status: 'closed' }
)

/** Milliseconds to wait before a failed replacement is tried again, longer each time. */
const retryDelays = [100, 500, 2_000, 5_000, 15_000] as const

/** Milliseconds to wait for a port that the workers of a process killed just before may still hold. */
const heldPortDelays = [50, 150, 400, 900] as const

/** Milliseconds after a start or a replacement until a spare is made ready. */
const spareAfter = 1_000

/** Milliseconds that opening a room waits for a replacement; below the asker's own patience. */
const replacementPatience = 4_000

/** One media worker per core, each on a port of its own; a worker that dies is replaced by a spare on the same port. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #slots: Slot[]
  readonly #spare: SpareWorker
  readonly #closing = new AbortController()
  #closed: Promise<void> | undefined

  private constructor(options: WorkerPoolOptions, workers: readonly MediaWorker[]) {
    this.#options = options
    this.#slots = workers.map((worker, index) => ({ status: 'live', worker, port: options.firstPort + index }))
    workers.forEach((worker, index) => {
      this.#watch(index, worker)
      options.log.info('worker.opened', { pid: worker.pid, port: worker.port })
    })
    this.#spare = new SpareWorker(options)
    this.#prepareSpare()
  }

  /** Starts every worker; where one cannot start none is left running and the reason is thrown. */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const ports = Array.from({ length: options.workers }, (_, index) => options.firstPort + index)
    const starts = await Promise.allSettled(ports.map((port) => startOnPort({ ...options, port })))
    const failed = starts.find((start) => start.status === 'rejected')
    const workers = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    if (failed) {
      await Promise.all(workers.map((worker) => worker.close()))
      throw failed.reason
    }
    return new WorkerPool(options, workers)
  }

  get size(): number {
    return this.#slots.length
  }

  /** The workers that can take a room now. */
  get live(): readonly MediaWorker[] {
    return this.#slots.flatMap((slot) => (slot.status === 'live' && !slot.worker.closed ? [slot.worker] : []))
  }

  /** Resolves when every worker runs and answers. */
  async answers(): Promise<void> {
    if (this.live.length < this.size) throw new Error('a media worker is missing')
    await Promise.all(this.live.map((worker) => worker.answers()))
  }

  /** Takes a room's place on the worker with the fewest consumers, then the fewest rooms. */
  async placeRoom(): Promise<Result<RoomPlace, 'sfu.no-worker' | 'sfu.full'>> {
    if (this.live.length === 0) await this.#replacement()
    if (this.live.length === 0) return err('sfu.no-worker')
    const place = this.placeBeside([])
    return place ? ok(place) : err('sfu.full')
  }

  /** Takes a place for a part of a room that these workers carry already; `undefined` where no other has room. */
  placeBeside(taken: readonly MediaWorker[]): RoomPlace | undefined {
    const [worker] = this.live
      .filter((candidate) => !taken.includes(candidate) && !candidate.rooms.full && !candidate.consumers.full)
      .sort((a, b) => a.consumers.taken - b.consumers.taken || a.rooms.taken - b.rooms.taken)
    const release = worker?.rooms.take()
    return worker && release ? { worker, release } : undefined
  }

  /** Ends every worker and stops replacing them. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll()
    return this.#closed
  }

  async #closeAll(): Promise<void> {
    this.#closing.abort()
    const slots = [...this.#slots]
    slots.forEach(({ port }, index) => (this.#slots[index] = { port, status: 'closed' }))
    await this.#spare.close()
    await Promise.all(
      slots.map(async (slot) => {
        if (slot.status === 'live') await slot.worker.close()
        if (slot.status === 'starting') await slot.started
      }),
    )
  }

  /** All workers may have died at once; the rooms they lost come back within this wait. */
  async #replacement(): Promise<void> {
    const waited = new AbortController()
    const starting = this.#slots.flatMap((slot) => (slot.status === 'starting' ? [slot.started] : []))
    if (starting.length === 0) return
    await Promise.race([...starting, pause(replacementPatience, waited.signal)])
    waited.abort()
  }

  #watch(index: number, worker: MediaWorker): void {
    worker.onDeath(() => {
      const slot = this.#slots[index]
      if (slot?.status !== 'live') return
      this.#options.log.error('worker.died', { pid: worker.pid, port: slot.port })
      this.#slots[index] = { port: slot.port, status: 'starting', started: this.#replace(index, slot.port) }
    })
  }

  #prepareSpare(): void {
    if (this.#options.spare) this.#spare.prepare(spareAfter)
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted
  }

  async #replace(index: number, port: number): Promise<void> {
    for (let attempt = 0; !this.#isClosing(); attempt += 1) {
      try {
        const worker = await MediaWorker.start({ ...this.#options, port }, this.#spare.take())
        if (this.#isClosing()) {
          await worker.close()
          return
        }
        this.#slots[index] = { port, status: 'live', worker }
        this.#watch(index, worker)
        this.#options.log.info('worker.replaced', { pid: worker.pid, port })
        this.#prepareSpare()
        return
      } catch (cause) {
        this.#options.log.error('worker.start-failed', { port, attempt, cause })
        await pause(retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 0, this.#closing.signal)
      }
    }
  }
}

/** The last attempt's reason is thrown. */
async function startOnPort(options: MediaWorkerOptions): Promise<MediaWorker> {
  for (const delay of heldPortDelays) {
    const worker = await MediaWorker.start(options).catch(() => undefined)
    if (worker !== undefined) return worker
    await new Promise((resolve) => setTimeout(resolve, delay))
  }
  return MediaWorker.start(options)
}

function pause(milliseconds: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    const cut = (): void => {
      clearTimeout(timer)
      resolve()
    }
    until.addEventListener('abort', cut, { once: true })
  })
}

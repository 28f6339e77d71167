import type { Logger } from '#adapters/observability/logger.ts'
import type { types } from 'mediasoup'
import { startEngineProcess } from './media-worker.ts'

interface SpareWorkerOptions {
  readonly workerBin: string | undefined
  readonly log: Logger
}

/** One media process that runs without a port, so that a dead one's place is taken without waiting for a start. */
export class SpareWorker {
  readonly #options: SpareWorkerOptions
  #ready: types.Worker | undefined
  #starting: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: SpareWorkerOptions) {
    this.#options = options
  }

  /** Sees to it that there is one a while from now: whoever comes back first needs the machine more. */
  prepare(afterMs: number): void {
    clearTimeout(this.#timer)
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#starting ??= this.#start().finally(() => (this.#starting = undefined))
    }, afterMs)
    this.#timer.unref()
  }

  /** Hands the spare over to its new owner, where one lives. */
  take(): types.Worker | undefined {
    const taken = this.#ready
    this.#ready = undefined
    return taken?.closed === false ? taken : undefined
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#starting
    this.take()?.close()
  }

  async #start(): Promise<void> {
    if (this.#ready?.closed === false) return
    try {
      const worker = await startEngineProcess(this.#options.workerBin)
      if (this.#closed) {
        worker.close()
        return
      }
      this.#ready = worker
      this.#options.log.info('spare-worker.ready', { pid: worker.pid })
    } catch (cause) {
      // A death is then answered by a start, as if there had never been a spare.
      this.#options.log.warn('spare-worker.start-failed', { cause })
    }
  }
}

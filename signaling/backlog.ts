import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '#adapters/observability/logger.ts'
import { outageOf } from '#prisma/outage.ts'

/** Milliseconds between two tries while the database is out. */
interface Patience {
  readonly first: number
  readonly most: number
}

/** More than this many waiting writes are not kept in memory: an outage of hours in a full house. */
const mostWaiting = 50_000

/**
 * Writes that must follow one another and that nobody waits for. While the database is out they wait and are tried again, so that no
 * stay, no room and no line of a recording is lost to it; each may be tried twice. What fails otherwise is logged and does not hold up
 * the rest.
 */
export class Backlog {
  readonly #log: Logger
  readonly #patience: Patience
  readonly #stopping = new AbortController()
  #last: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(log: Logger, patience: Patience = { first: 200, most: 2_000 }) {
    this.#log = log
    this.#patience = patience
  }

  add(work: () => Promise<unknown>): void {
    if (this.#waiting >= mostWaiting) {
      this.#log.error('backlog.full', { count: this.#waiting })
      return
    }
    this.#waiting += 1
    this.#last = this.#last.then(() => this.#tried(work)).finally(() => {
      this.#waiting -= 1
    })
  }

  /** Resolves when everything added so far has been written, or tried once more where the database is out: the process is ending. */
  settled(): Promise<void> {
    this.#stopping.abort()
    return this.#last
  }

  async #tried(work: () => Promise<unknown>): Promise<void> {
    for (let [wait, isFirst] = [this.#patience.first, true]; ; [wait, isFirst] = [Math.min(2 * wait, this.#patience.most), false]) {
      try {
        await work()
        if (!isFirst) this.#log.info('backlog.goes-on', { count: this.#waiting })
        return
      } catch (cause) {
        const waits = outageOf(cause) !== null && !this.#stopping.signal.aborted
        if (!waits || isFirst) this.#log.error(waits ? 'backlog.waits' : 'backlog.write-failed', { cause })
        if (!waits) return
      }
      await pause(wait, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
  }
}

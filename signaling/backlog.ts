import type { Logger } from '#adapters/observability/logger.ts'

/** Writes that must follow one another and that nobody waits for; what fails is logged and does not hold up the rest. */
export class Backlog {
  readonly #log: Logger
  #last: Promise<void> = Promise.resolve()

  constructor(log: Logger) {
    this.#log = log
  }

  add(work: () => Promise<unknown>): void {
    this.#last = this.#last.then(work).then(
      () => undefined,
      (cause: unknown) => this.#log.error('backlog.write-failed', { cause }),
    )
  }

  /** Resolves when everything added so far has been tried. */
  settled(): Promise<void> {
    return this.#last
  }
}

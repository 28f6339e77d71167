const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm passes a Ctrl-C on to whom the terminal has told already: within this time it is the same one. */
const sameWithinMs = 1_000

/** Calls `first` when we are asked to end, and ends us at once when we are asked again; returns what asks as a signal does. */
export function whenAskedToEnd(first: () => void): () => void {
  let askedAt: number | undefined
  const ask = (): void => {
    if (askedAt === undefined) {
      askedAt = performance.now()
      first()
    } else if (performance.now() - askedAt > sameWithinMs) process.exit(130)
  }
  for (const signal of signals) process.on(signal, ask)
  return ask
}

/** How a long run learns that somebody wants its end. */
export interface ByHand {
  readonly signal: AbortSignal
  /** Rejected when the end is asked for; never resolved. */
  readonly stopped: Promise<never>
}

/** Listens for the end of a long run; `atOnce` is called in the same moment. */
export function listenForEnd(atOnce: () => void = () => undefined): ByHand {
  const controller = new AbortController()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  stopped.catch(() => undefined)
  whenAskedToEnd(() => {
    controller.abort()
    reject(new Error('stopped by hand'))
    atOnce()
  })
  return { signal: controller.signal, stopped }
}

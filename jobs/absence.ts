import { setTimeout as pause } from 'node:timers/promises'

const everyMs = 500
const answersWithinMs = 1_500
/** One failure may be a connection that has just been lost; the next one is dialled anew. */
const failuresInARow = 3

/** Resolves once the database has not answered several times in a row; never while it does. `end` stops asking. */
export function watchForAbsence(ready: () => Promise<void>): { readonly gone: Promise<void>; readonly end: () => void } {
  const ending = new AbortController()
  const answers = (): Promise<boolean> => Promise.race([ready().then(() => true, () => false), pause(answersWithinMs, false, { ref: false })])
  const watch = async (): Promise<void> => {
    for (let failures = 0; failures < failuresInARow; ) {
      failures = (await answers()) ? 0 : failures + 1
      await pause(everyMs, undefined, { signal: ending.signal })
    }
  }
  // Whoever has stopped asking waits for nothing.
  const gone = watch().catch(() => new Promise<void>(() => undefined))
  return { gone, end: () => ending.abort() }
}

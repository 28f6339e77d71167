'use client'

/** The page has been seen, and what it asks for at its start has been asked for. */
const restAfterMs = 1_500
/** A page that never rests, such as a room in session, is not waited for longer. */
const patienceMs = 4_000

const waiting: (() => Promise<unknown>)[] = []
let isUnderWay = false

function next(): void {
  const work = waiting.shift()
  if (work === undefined) {
    isUnderWay = false
    return
  }
  // One after the other, each in a pause of its own: together they would be a long one.
  const begin = (): void => void work().catch(() => undefined).then(next)
  if (typeof requestIdleCallback === 'function') requestIdleCallback(begin, { timeout: patienceMs })
  else setTimeout(begin, 100)
}

/** Does what can wait once the page is at rest, in the order of asking or before all others; nothing while the server renders. */
export function onceAtRest(work: () => Promise<unknown>, turn: 'first' | 'in-turn' = 'in-turn'): void {
  if (typeof window === 'undefined') return
  if (turn === 'first') waiting.unshift(work)
  else waiting.push(work)
  if (isUnderWay) return
  isUnderWay = true
  const begin = (): void => void setTimeout(next, restAfterMs)
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

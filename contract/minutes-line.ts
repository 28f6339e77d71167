/**
 * Browser ↔ signaling, the shared minutes. The library tells a refused connection only a reason, and a connection that is hung up on only
 * that; either way it keeps the socket open and silent for half a minute. Whoever was refused by an outage, or by a ticket that was spent
 * on the way, or was hung up on because a change could not be kept, has to dial again by themselves.
 */

/** Whether a refusal, of a ticket or of the minutes, says something about the person and the minutes, so that asking again changes nothing. */
export const isLastingMinutesRefusal = (code: string): boolean => /^(?:auth|case|minutes)\./.test(code)

const first = 500
const longest = 4_000
/** A line that has held for so long is well: the next trouble is a new one. */
const wellAfter = 30_000

/** How long to wait, in milliseconds, before a line that failed is dialled again: not at all at first, and longer each time while that does not help. */
export function makeDialPauses(now: () => number): () => number {
  let failures = 0
  let last = -Infinity
  return () => {
    failures = now() - last > wellAfter ? 0 : failures + 1
    last = now()
    return failures === 0 ? 0 : Math.min(longest, first * 2 ** (failures - 1))
  }
}

/** As much of the library's connection as hanging up needs; the library dials again by itself once the socket has ended. */
interface MinutesLine {
  readonly configuration: { readonly websocketProvider: { readonly webSocket: { readonly readyState: number; readonly close: () => void } | null } }
}

const isOpen = 1

/** Hangs up on the socket that is open now, if one is, so that the library dials again; after a pause that grows while that does not help. */
export function makeRedial({ configuration: { websocketProvider } }: MinutesLine): () => void {
  const pause = makeDialPauses(() => performance.now())
  let left: unknown = null
  return () => {
    const { webSocket: socket } = websocketProvider
    if (socket?.readyState !== isOpen || socket === left) return
    left = socket
    setTimeout(() => socket.close(), pause())
  }
}

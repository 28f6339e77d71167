import { describe, expect, it, vi } from 'vitest'
import { isLastingMinutesRefusal, makeDialPauses, makeRedial } from './minutes-line.ts'

describe('a line to the minutes that failed', () => {
  it('is given up only for what asking again does not change', () => {
    expect(['auth.signed-out', 'case.not-found', 'minutes.not-allowed'].map(isLastingMinutesRefusal)).toEqual([true, true, true])
    expect(['outage.unreachable', 'handshake.ticket-used', 'permission-denied', 'portal.failed'].map(isLastingMinutesRefusal)).toEqual([false, false, false, false])
  })

  it('is dialled again at once, and less and less often while that does not help', () => {
    let now = 0
    const pause = makeDialPauses(() => now)
    expect([1, 2, 3, 4, 5, 6].map(() => pause())).toEqual([0, 500, 1_000, 2_000, 4_000, 4_000])
    now += 30_001
    expect(pause()).toBe(0)
  })

  it('is hung up once, and only where it is open', () => {
    vi.useFakeTimers()
    const close = vi.fn()
    const websocketProvider: { webSocket: { readyState: number; close: () => void } | null } = { webSocket: null }
    const redial = makeRedial({ configuration: { websocketProvider } })
    redial()
    const dialling = { readyState: 0, close }
    websocketProvider.webSocket = dialling
    redial()
    dialling.readyState = 1
    redial()
    redial()
    vi.runAllTimers()
    vi.useRealTimers()
    expect(close).toHaveBeenCalledTimes(1)
  })
})

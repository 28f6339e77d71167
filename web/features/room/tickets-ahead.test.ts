import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ticketsAhead } from './tickets-ahead.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** A portal that numbers its tickets. */
function portal() {
  let issued = 0
  return { request: async () => ({ ok: true as const, value: `ticket ${String((issued += 1))}` }), issued: () => issued }
}

describe('tickets', () => {
  test('are fetched once for a hand that goes to the door again and again, and given once', async () => {
    const { request, issued } = portal()
    const { reach, take } = ticketsAhead(request)
    reach()
    reach()
    expect(issued()).toBe(1)
    expect(await take()).toEqual({ ok: true, value: 'ticket 1' })
    expect(await take()).toEqual({ ok: true, value: 'ticket 2' })
  })

  test('are fetched at the click where nobody reached for the door', async () => {
    expect(await ticketsAhead(portal().request).take()).toEqual({ ok: true, value: 'ticket 1' })
  })

  test('are thrown away before the door would find them too old', async () => {
    const { reach, take } = ticketsAhead(portal().request)
    reach()
    vi.advanceTimersByTime(41_000)
    expect(await take()).toEqual({ ok: true, value: 'ticket 2' })
  })

  test('that were refused, or could not be fetched, are asked for again', async () => {
    const request = vi
      .fn<Parameters<typeof ticketsAhead>[0]>()
      .mockResolvedValueOnce({ ok: false, error: 'wire.unavailable' })
      .mockRejectedValueOnce(new Error('no line'))
      .mockResolvedValue({ ok: true, value: 'ticket' })
    const { reach, take } = ticketsAhead(request)
    for (let time = 0; time < 2; time += 1) {
      reach()
      await Promise.resolve()
      await Promise.resolve()
      await Promise.resolve()
    }
    expect(await take()).toEqual({ ok: true, value: 'ticket' })
  })
})

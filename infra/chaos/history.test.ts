import { describe, expect, it } from 'vitest'
import { faultsOf, type Found, type Outcome, type Write } from './history.ts'

const write = (stream: Write['stream'], [key, value]: readonly [string, string], outcome: Outcome = 'acknowledged'): Write => ({ stream, key, value, outcome, beganAt: 0, endedAt: 1 })
const nothing: Found = { sessions: new Map(), saves: new Map(), orders: new Map(), cancelled: new Map(), minutes: () => 0, messages: () => 0 }
const booked = (at: readonly string[], saves: number): Found => ({ ...nothing, sessions: new Map([['c', at]]), saves: new Map([['c', saves]]) })

describe('faultsOf', () => {
  it('takes the last acknowledged booking, or one after it that was never answered', () => {
    const history = [write('booking', ['c', '1']), write('booking', ['c', '2']), write('booking', ['c', '3'], 'unknown')]
    expect(faultsOf(history, booked(['2'], 2))).toEqual([])
    expect(faultsOf(history, booked(['3'], 3))).toEqual([])
    expect(faultsOf(history, booked(['1'], 2))).toEqual(['case c: booked for 2, stands for 1'])
  })

  it('sees a double booking, a booking that was done twice and one that was never done', () => {
    const history = [write('booking', ['c', '1'])]
    expect(faultsOf(history, booked(['1', '1'], 1))).toEqual(['case c has 2 current sessions'])
    expect(faultsOf(history, booked(['1'], 2))).toEqual(['case c was saved 2 times for 1 to 1 bookings'])
    expect(faultsOf(history, booked(['1'], 0))).toEqual(['case c was saved 0 times for 1 to 1 bookings'])
  })

  it('wants one case for an order, however often it was sent', () => {
    const history = [write('order', ['o', 'a'], 'unknown'), write('order', ['o', 'b'])]
    expect(faultsOf(history, { ...nothing, orders: new Map([['o', 1]]) })).toEqual([])
    expect(faultsOf(history, { ...nothing, orders: new Map([['o', 2]]) })).toEqual(['order o has 2 cases'])
    expect(faultsOf(history, nothing)).toEqual(['order o was acknowledged and is lost'])
    expect(faultsOf(history.slice(0, 1), nothing)).toEqual([])
  })

  it('wants the audit row with the change, and neither alone', () => {
    const found = (status: string, audited: number): Found => ({ ...nothing, cancelled: new Map([['c', { status, audited }]]) })
    expect(faultsOf([write('cancel', ['c', 'c'])], found('cancelled', 1))).toEqual([])
    expect(faultsOf([write('cancel', ['c', 'c'])], found('draft', 0))).toEqual(['case c was cancelled and is draft'])
    expect(faultsOf([write('cancel', ['c', 'c'], 'unknown')], found('cancelled', 0))).toEqual(['case c is cancelled and its cancelling is audited 0 times'])
    expect(faultsOf([write('cancel', ['c', 'c'], 'unknown')], found('draft', 0))).toEqual([])
  })

  it('wants acknowledged words once', () => {
    const history = [write('message', ['c', 'm1']), write('message', ['c', 'm2'], 'unknown'), write('minutes', ['c', 'w1'])]
    expect(faultsOf(history, { ...nothing, messages: () => 1, minutes: () => 1 })).toEqual([])
    expect(faultsOf(history, { ...nothing, messages: (text) => (text === 'm1' ? 0 : 2), minutes: () => 0 })).toEqual(['minutes w1 was acknowledged and is lost', 'message m1 was acknowledged and is lost', 'message m2 stands there 2 times'])
  })
})

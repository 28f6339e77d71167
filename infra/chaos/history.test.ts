import { describe, expect, it } from 'vitest'
import { faultsOf, unclearAnswers, type Found, type Outcome, type RecordedStretch, type Write } from './history.ts'

const write = (stream: Write['stream'], [key, value]: readonly [string, string], outcome: Outcome = 'acknowledged'): Write => ({ stream, key, value, outcome, beganAt: 0, endedAt: 1 })
const nothing: Found = {
  sessions: new Map(), saves: new Map(), orders: new Map(), cancelled: new Map(), minutes: () => 0, messages: () => 0,
  signatures: new Map(), brokenChains: [], recorded: [],
}
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
    const found = (count: number, audited = count): Found => ({ ...nothing, orders: new Map([['o', { count, audited }]]) })
    expect(faultsOf(history, found(1))).toEqual([])
    expect(faultsOf(history, found(2))).toEqual(['order o has 2 cases'])
    expect(faultsOf(history, found(1, 0))).toEqual(['order o has 1 cases and is audited 0 times'])
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

  it('wants a signature once, in the table, in the audit trail and in the file', () => {
    const found = (rows: number, audited: number, fileAgrees = true): Found => ({ ...nothing, signatures: new Map([['m ThuKy', { rows, audited, fileAgrees }]]) })
    const given = write('signature', ['m ThuKy', 's1'])
    const unanswered = write('signature', ['m ThuKy', 's0'], 'unknown')
    expect(faultsOf([unanswered, given], found(1, 1))).toEqual([])
    expect(faultsOf([unanswered], nothing)).toEqual([])
    expect(faultsOf([given], nothing)).toEqual(['signature m ThuKy was acknowledged and is lost'])
    expect(faultsOf([given, write('signature', ['m ThuKy', 's2'])], found(1, 1))).toEqual(['signature m ThuKy was taken 2 times'])
    expect(faultsOf([given], found(1, 2))).toEqual(['signature m ThuKy stands 1 times and is audited 2 times'])
    expect(faultsOf([given], found(1, 1, false))).toEqual(['the file of signature m ThuKy holds other signatures than its rows'])
  })

  it('wants pictures of every moment at which the lamp was lit, in files that are what is on record', () => {
    const stretch = (change: Partial<RecordedStretch> = {}): RecordedStretch => ({ id: 'f', from: 0, until: 10, state: 'whole', proven: true, overdue: true, ...change })
    const lit = [write('recording', ['r', 'l'])]
    expect(faultsOf(lit, { ...nothing, recorded: [stretch()] })).toEqual([])
    expect(faultsOf(lit, { ...nothing, recorded: [stretch({ from: 5 })] })).toEqual(['the lamp was lit at 1970-01-01T00:00:00.001Z and nothing is recorded of it'])
    expect(faultsOf(lit, { ...nothing, recorded: [stretch({ proven: false })] })).toEqual(['file f is not the one on record'])
    expect(faultsOf(lit, { ...nothing, recorded: [stretch({ state: 'lit' })] })).toEqual(['file f has ended and is lit'])
    expect(faultsOf(lit, { ...nothing, recorded: [stretch({ state: 'lit', overdue: false })] })).toEqual([])
  })

  it('passes on where an audit chain is broken', () => {
    expect(faultsOf([], { ...nothing, brokenChains: ['chain of h: missing at 3'] })).toEqual(['chain of h: missing at 3'])
  })
})

describe('unclearAnswers', () => {
  it('names bare failures and answers without a code, within the span alone', () => {
    const told = (beganAt: number, code: string): Write => ({ ...write('booking', ['c', code], 'unknown'), beganAt, told: code })
    const history = [told(0, 'portal.failed'), told(1, 'outage.read-only'), told(2, 'portal.failed'), told(3, 'fetch failed'), told(9, 'wire.failed')]
    expect(unclearAnswers(history, { from: 1, until: 5 })).toEqual(['booking was told "portal.failed"', 'booking was told "fetch failed"'])
  })
})

import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import type { ActivityFact } from './activity-fact.ts'
import { figuresOf, spreadOf } from './figures.ts'

const minute = 60_000
const sent = new Date('2026-11-02T01:00:00Z')
const after = (minutes: number): Date => new Date(sent.getTime() + minutes * minute)
const now = after(60 * 24 * 10)

const fact = (change: Partial<ActivityFact> = {}): ActivityFact => ({
  requesting: brandId('satellite'), consulting: brandId('hub'), kind: 'case', urgency: 'urgent', specialty: 'general-surgery',
  submittedAt: sent, assignedAt: after(20), bookedFor: after(40), connectedAt: after(45), endedAt: after(80), interruptions: 0,
  signedAt: after(120), closing: null, followed: null, transfer: null, ...change,
})
const unmet = { bookedFor: null, connectedAt: null, endedAt: null, signedAt: null }

describe('spread', () => {
  it('is the nearest rank, and nothing for nothing', () => {
    expect(spreadOf([])).toBeNull()
    expect(spreadOf([30])).toEqual({ count: 1, p50: 30, p95: 30 })
    expect(spreadOf(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({ count: 100, p50: 50, p95: 95 })
  })
})

describe('figures', () => {
  it('count cases, times and answers', () => {
    const figures = figuresOf([fact({ followed: true, interruptions: 2 }), fact({ followed: false, kind: 'imaging', assignedAt: after(40) })], now)
    expect(figures).toMatchObject({
      cases: 2, sessions: 2, interruptions: 2, followed: { of: 2, done: 1 }, signedWithinDay: { of: 2, done: 2 },
      accept: { count: 2, p50: 20 * minute, p95: 40 * minute }, byKind: [['case', 1], ['imaging', 1]],
    })
    expect(figures.byUrgency.urgent).toBe(2)
    expect(figures.connect.routine).toBeNull()
  })

  it.each([
    ['connected within the hour', fact(), { of: 1, done: 1 }],
    ['connected too late', fact({ connectedAt: after(61) }), { of: 1, done: 0 }],
    ['never connected, time over', fact(unmet), { of: 1, done: 0 }],
    ['rejected', fact({ ...unmet, closing: 'rejected' }), { of: 0, done: 0 }],
    ['by appointment', fact({ urgency: 'routine' }), { of: 0, done: 0 }],
  ])('in time: %s', (_, one, share) => {
    expect(figuresOf([one], now).inTime).toEqual(share)
  })

  it('count of the patients who were to be transferred those who need not be', () => {
    const told = (['avoided', 'made', 'none', 'avoided'] as const).map((transfer) => fact({ transfer }))
    expect(figuresOf([...told, fact()], now).transfersAvoided).toEqual({ of: 3, done: 2 })
  })

  it('leave open what is not over yet', () => {
    expect(figuresOf([fact(unmet)], after(30)).inTime.of).toBe(0)
    expect(figuresOf([fact({ signedAt: null })], after(600)).signedWithinDay.of).toBe(0)
    expect(figuresOf([fact({ signedAt: null })], now).signedWithinDay).toEqual({ of: 1, done: 0 })
  })

  it('name an appointment to which nobody came, but not one that was called off', () => {
    expect(figuresOf([fact({ ...unmet, bookedFor: after(40) })], now).noShow).toBe(1)
    expect(figuresOf([fact({ ...unmet, bookedFor: after(40) })], after(90)).noShow).toBe(0)
    expect(figuresOf([fact({ ...unmet, bookedFor: after(40), closing: 'cancelled' })], now).noShow).toBe(0)
  })
})

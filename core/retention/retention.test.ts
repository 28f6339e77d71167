import { describe, expect, it } from 'vitest'
import { isDue, keptUntil, mayBeReleased, retentionState, yearsBefore, type RetentionFacts } from './retention.ts'

const facts: RetentionFacts = { kind: 'general', lastEntry: new Date('2026-11-21T08:00:00Z'), held: false, listedAt: null, releasedAt: null }
const later = (years: number, hours = 0): Date => new Date(Date.UTC(2026 + years, 10, 21, 8 + hours))

describe('how long a record is kept', () => {
  it.each([['general', 10], ['accident', 20], ['psychiatric', 20], ['death', 30]] as const)('%s: %i years', (kind, years) => {
    expect(keptUntil(kind, facts.lastEntry)).toEqual(later(years))
    expect(isDue({ ...facts, kind }, later(years, -1))).toBe(false)
    expect(isDue({ ...facts, kind }, later(years))).toBe(true)
  })

  it('never ends a day early after a leap day', () => {
    expect(keptUntil('general', new Date('2028-02-29T00:00:00Z'))).toEqual(new Date('2038-03-01T00:00:00Z'))
    expect(yearsBefore(new Date('2038-03-01T00:00:00Z'), 10)).toEqual(new Date('2028-03-01T00:00:00Z'))
  })
})

describe('a hold', () => {
  const listed = { ...facts, listedAt: later(10) }
  it('keeps a record off the list, and a listed one from being released', () => {
    expect(isDue({ ...facts, held: true }, later(40))).toBe(false)
    expect(retentionState({ ...listed, held: true })).toBe('held')
    expect(mayBeReleased({ ...listed, held: true }, later(40))).toBe(false)
    expect(mayBeReleased(listed, later(11))).toBe(true)
  })

  it('counts even after a release', () => {
    expect(retentionState({ ...listed, releasedAt: later(11), held: true })).toBe('held')
  })

  it('is not needed where a longer kind was set after the listing', () => {
    expect(mayBeReleased({ ...listed, kind: 'death' }, later(11))).toBe(false)
  })
})

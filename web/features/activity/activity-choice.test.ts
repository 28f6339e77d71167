import { describe, expect, it } from 'vitest'
import { addressOf, monthsIn, readActivityChoice, shifted, windowOf } from './activity-choice.ts'

const today = '2026-11-21'

describe('the stretch of a report', () => {
  it('is this year of the own advice where nothing is asked, and starts at its own first month', () => {
    expect(readActivityChoice({}, today)).toEqual({ period: 'year', year: 2026, month: 1, side: 'advising' })
    expect(readActivityChoice({ period: 'quarter', from: '2026-05', side: 'asking' }, today)).toEqual({ period: 'quarter', year: 2026, month: 4, side: 'asking' })
    expect(readActivityChoice({ period: 'century', from: '2026-13' }, today).month).toBe(1)
  })

  it('goes from midnight to midnight in Vietnam, over the end of a year as well', () => {
    const december = readActivityChoice({ period: 'month', from: '2026-12' }, today)
    expect(windowOf(december, 'Asia/Ho_Chi_Minh')).toEqual({ from: new Date('2026-11-30T17:00:00Z'), until: new Date('2026-12-31T17:00:00Z') })
    expect(addressOf(shifted(december, 1))).toBe('/reports?period=month&from=2027-01&side=advising')
    expect(addressOf(shifted(readActivityChoice({ period: 'quarter', from: '2026-02' }, today), -1))).toContain('from=2025-10')
  })

  it('names its months', () => {
    expect(monthsIn(readActivityChoice({ period: 'quarter', from: '2026-12' }, today))).toEqual(['2026-10', '2026-11', '2026-12'])
  })
})

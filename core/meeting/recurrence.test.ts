import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holidayOn } from './holidays.ts'
import { lunarDateOf } from './lunar-calendar.ts'
import { cadences, datesOf, placeInMonth, plusDays, weekdayOf } from './recurrence.ts'

describe('the days of a rule', () => {
  const year = { from: '2026-11-22', until: '2027-11-22' }

  it('returns every week, every other week, and on the second Thursday of the month', () => {
    const days = (cadence: 'weekly' | 'fortnightly' | 'monthly') => datesOf({ cadence, startsOn: '2026-12-10', lastOn: '2027-01-31' }, year)
    expect(days('weekly')).toEqual(['2026-12-10', '2026-12-17', '2026-12-24', '2026-12-31', '2027-01-07', '2027-01-14', '2027-01-21', '2027-01-28'])
    expect(days('fortnightly')).toEqual(['2026-12-10', '2026-12-24', '2027-01-07', '2027-01-21'])
    expect(days('monthly')).toEqual(['2026-12-10', '2027-01-14'])
  })

  it('takes a fifth weekday for the last one of its month', () => {
    expect(datesOf({ cadence: 'monthly', startsOn: '2026-12-31', lastOn: null }, { from: '2026-12-01', until: '2027-04-01' })).toEqual(['2026-12-31', '2027-01-28', '2027-02-25', '2027-03-25'])
  })

  it('asked for any stretch gives what it gives for the whole, on the weekday of its first day', () => {
    const date = fc.integer({ min: 0, max: 4_000 }).map((days) => plusDays('2026-01-01', days))
    fc.assert(fc.property(fc.record({ cadence: fc.constantFrom(...cadences), startsOn: date, from: date, length: fc.integer({ min: 1, max: 400 }) }), ({ cadence, startsOn, from, length }) => {
      const rule = { cadence, startsOn, lastOn: null }
      const until = plusDays(from, length)
      const found = datesOf(rule, { from, until })
      expect(found).toEqual(datesOf(rule, { from: startsOn, until: plusDays(startsOn, 4_500) }).filter((one) => one >= from && one < until))
      for (const one of found) {
        expect(weekdayOf(one)).toBe(weekdayOf(startsOn))
        if (cadence !== 'monthly') continue
        const place = placeInMonth(startsOn)
        if (place === 'last') expect(plusDays(one, 7).slice(0, 7)).not.toBe(one.slice(0, 7))
        else expect(placeInMonth(one)).toBe(place)
      }
    }))
  })
})

describe('holidays', () => {
  it.each([
    // Where Vietnam's new moon falls on another day than China's, Vietnam's counts: 1985, 2007, 2030.
    ['1985-01-21'], ['2007-02-17'], ['2020-01-25'], ['2023-01-22'], ['2024-02-10'], ['2025-01-29'], ['2026-02-17'], ['2027-02-06'], ['2028-01-26'], ['2029-02-13'], ['2030-02-02'],
  ])('%s is the first day of the lunar year', (date) => {
    expect(lunarDateOf(date)).toEqual({ day: 1, month: 1, leap: false })
    expect([-2, -1, 0, 3, 4].map((days) => holidayOn(plusDays(date, days)))).toEqual([null, 'tet', 'tet', 'tet', null])
  })

  it('knows a leap month, and the day of the Hùng kings', () => {
    expect(lunarDateOf('2023-03-22')).toEqual({ day: 1, month: 2, leap: true })
    expect(lunarDateOf('2025-07-25')).toEqual({ day: 1, month: 6, leap: true })
    for (const date of ['2024-04-18', '2025-04-07', '2026-04-26']) expect(holidayOn(date)).toBe('hung-kings')
  })

  it('knows those of the solar year', () => {
    expect(['2027-01-01', '2027-04-30', '2027-05-01', '2027-09-02', '2027-09-06'].map(holidayOn)).toEqual(['new-year', 'reunification', 'labour', 'national', null])
  })
})

import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import type { Meeting } from './meeting.ts'
import { daysOf, endedBefore, fallsOn, holidaysOf, withDay } from './meeting.ts'

const weekly: Meeting = {
  id: brandId('meeting'), organization: brandId('hub'), title: 'Giao ban ngoại khoa', chair: brandId('chair'), people: [], guests: [brandId('district')],
  assets: [], rule: { cadence: 'weekly', startsOn: '2027-01-21', lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'skip', changes: [], plannedBy: brandId('coordinator'), revision: 1,
}
const days = { from: '2027-01-21', until: '2027-03-01' }
const told = (meeting: Meeting) => daysOf(meeting, days).map(({ date, startTime }) => `${date} ${startTime}`)

describe('a meeting that returns', () => {
  it('leaves out the days of Tết, and names them; or is held on them all the same', () => {
    const overTet: Meeting = { ...weekly, rule: { ...weekly.rule, startsOn: '2027-01-23' } }
    expect(told(overTet)).toEqual(['2027-01-23 14:00', '2027-01-30 14:00', '2027-02-13 14:00', '2027-02-20 14:00', '2027-02-27 14:00'])
    expect(holidaysOf(overTet, days)).toEqual([{ date: '2027-02-06', holiday: 'tet' }])
    expect(told({ ...overTet, onHoliday: 'keep' })).toContain('2027-02-06 14:00')
  })

  it('has one day moved or called off, and the others stay; the last word on a day counts', () => {
    const moved = withDay(withDay(weekly, { on: '2027-01-28', as: 'cancelled' }), { on: '2027-02-11', as: 'moved', date: '2027-02-12', startTime: '08:00', durationMinutes: 30 })
    expect(told(moved)).toEqual(['2027-01-21 14:00', '2027-02-04 14:00', '2027-02-12 08:00', '2027-02-18 14:00', '2027-02-25 14:00'])
    expect(moved.revision).toBe(3)
    expect(told(withDay(moved, { on: '2027-02-11', as: 'cancelled' }))).not.toContain('2027-02-12 08:00')
  })

  it('may be moved to a holiday by hand, which is said', () => {
    expect(daysOf(withDay(weekly, { on: '2027-02-04', as: 'moved', date: '2027-02-06', startTime: '14:00', durationMinutes: 60 }), days).find(({ date }) => date === '2027-02-06')?.holiday).toBe('tet')
  })

  it('ends before a day, and what was said of later days ends with it', () => {
    const ended = endedBefore(withDay(weekly, { on: '2027-02-18', as: 'moved', date: '2027-02-19', startTime: '14:00', durationMinutes: 60 }), '2027-02-04')
    expect(told(ended)).toEqual(['2027-01-21 14:00', '2027-01-28 14:00'])
    expect([fallsOn(ended, '2027-01-28'), fallsOn(ended, '2027-02-04'), fallsOn(weekly, '2027-02-03')]).toEqual([true, false, false])
  })
})

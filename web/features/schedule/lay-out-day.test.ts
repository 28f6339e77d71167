import { describe, expect, it } from 'vitest'
import { hoursOf, layOutDay } from './lay-out-day.ts'
import type { SessionFacts } from './calendar-facts.ts'
import { addMonths, daysOf, readScheduleChoice, scheduleHref, step, windowOf } from './schedule-choice.ts'

const session = (id: string, start: string, durationMinutes: number): SessionFacts => {
  const [hours = 0, minutes = 0] = start.split(':').map(Number)
  return {
    id, code: id, status: 'scheduled', urgency: 'routine', specialty: 'neurology', patient: { name: null, age: null, sex: 'unknown' }, from: '', to: '',
    date: '2026-11-21', startMinute: hours * 60 + minutes, durationMinutes, startsAt: '', chair: null, replies: { accepted: 0, invited: 2 }, place: null, movable: false,
  }
}

describe('a day of the calendar', () => {
  it('puts what overlaps side by side and leaves the rest its whole width', () => {
    const placed = layOutDay([session('a', '08:00', 60), session('b', '08:30', 60), session('c', '09:00', 30), session('d', '11:00', 30)])
    expect(placed.map(({ session: { id }, lane, lanes }) => [id, lane, lanes])).toEqual([['a', 0, 2], ['b', 1, 2], ['c', 0, 2], ['d', 0, 1]])
  })

  it('shows the working day, and more where a session lies outside', () => {
    expect(hoursOf([])).toEqual({ first: 7, last: 18 })
    expect(hoursOf([session('a', '05:30', 30), session('b', '23:30', 90)])).toEqual({ first: 5, last: 24 })
  })
})

describe('the stretch that is shown', () => {
  const zone = 'Asia/Ho_Chi_Minh'

  it('is this week unless the address says otherwise', () => {
    const choice = readScheduleChoice({ date: '2026-02-30' }, '2026-11-21')
    expect(choice).toEqual({ view: 'week', date: '2026-11-21', mine: false })
    expect(daysOf(choice)).toHaveLength(7)
    expect(windowOf(choice, zone)).toEqual({ from: new Date('2026-11-15T17:00:00Z'), until: new Date('2026-11-22T17:00:00Z') })
  })

  it('is the whole weeks of a month, four to six', () => {
    const days = (date: string) => daysOf(readScheduleChoice({ view: 'month', date }, '2026-11-21'))
    expect([days('2026-11-21')[0], days('2026-11-21').at(-1), days('2026-11-21').length]).toEqual(['2026-10-26', '2026-12-06', 42])
    expect([days('2027-02-14')[0], days('2027-02-14').length]).toEqual(['2027-02-01', 28])
    expect(days('2026-12-31').length).toBe(35)
  })

  it('moves by a month to the same day, or to the last where there is none', () => {
    const month = readScheduleChoice({ view: 'month', date: '2027-01-31' }, '2026-11-21')
    expect([step(month, 1).date, step(month, -1).date]).toEqual(['2027-02-28', '2026-12-31'])
    expect([addMonths('2028-01-30', 1), addMonths('2026-12-15', 1), addMonths('2027-01-01', -1)]).toEqual(['2028-02-29', '2027-01-15', '2026-12-01'])
  })

  it('moves by a day or a week and comes back through the address', () => {
    const day = readScheduleChoice({ view: 'day', date: '2026-11-30', mine: '1' }, '2026-11-21')
    expect(step(day, 1).date).toBe('2026-12-01')
    expect(step({ ...day, view: 'week' }, -1).date).toBe('2026-11-23')
    expect(readScheduleChoice(Object.fromEntries(new URLSearchParams(scheduleHref(day).split('?')[1])), '2026-01-01')).toEqual(day)
  })
})

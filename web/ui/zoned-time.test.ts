import { describe, expect, it } from 'vitest'
import { addDays, fromWallTime, hourIn, mondayOf, readTime, startOfDay, toWallTime } from './zoned-time.ts'

const vietnam = 'Asia/Ho_Chi_Minh'

describe('wall time', () => {
  it('is seven hours ahead in Vietnam, over midnight too', () => {
    expect(toWallTime(new Date('2026-11-21T18:30:00Z'), vietnam)).toEqual({ date: '2026-11-22', time: '01:30' })
    expect(fromWallTime({ date: '2026-11-22', time: '01:30' }, vietnam)).toEqual(new Date('2026-11-21T18:30:00Z'))
  })

  it('follows a zone with summer time', () => {
    expect(fromWallTime({ date: '2026-07-01', time: '09:00' }, 'Europe/Paris')).toEqual(new Date('2026-07-01T07:00:00Z'))
    expect(fromWallTime({ date: '2026-12-01', time: '09:00' }, 'Europe/Paris')).toEqual(new Date('2026-12-01T08:00:00Z'))
  })

  it.each([{ date: '', time: '09:00' }, { date: '2026-11-21', time: '' }])('is nothing while %j is not filled', (wall) => {
    expect(fromWallTime(wall, vietnam)).toBeNull()
  })

  it('counts days over months and finds the Monday', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(mondayOf('2026-11-22')).toBe('2026-11-16')
    expect(mondayOf('2026-11-16')).toBe('2026-11-16')
    expect(startOfDay('2026-11-22', vietnam)).toEqual(new Date('2026-11-21T17:00:00Z'))
  })

  it.each([['8', '08:00'], ['830', '08:30'], ['8h30', '08:30'], ['14:05', '14:05'], ['14 giờ', null], ['25', null], ['8:70', null], ['', null]])('reads %j as %j', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })

  it('knows the hour at the hospital', () => {
    expect(hourIn(new Date('2026-11-21T18:30:00Z'), vietnam)).toBe(1)
  })
})

import { describe, expect, test } from 'vitest'
import { noticeKinds } from '#core/case/notice.ts'
import { brandId } from '#core/shared/ids.ts'
import { defaultPreference, digestFrom, minuteOfDay, tellFrom, topicOf, topics } from './preference.ts'

const night = { quiet: { from: 22 * 60, until: 6 * 60 }, timeZone: 'Asia/Ho_Chi_Minh' }
const at = (utc: string): Date => new Date(`2026-11-22T${utc}:00.000Z`)

describe('quiet hours', () => {
  test.each([
    ['14:59', '14:59'],
    // 22:00 in Vietnam until 06:00 of the next day.
    ['15:00', '23:00'],
    ['17:30', '23:00'],
    ['22:59', '23:00'],
    ['23:00', '23:00'],
    ['03:00', '03:00'],
  ])('at %s UTC a person is told at %s', (now, told) => {
    expect(tellFrom(night, at(now))).toEqual(at(told))
  })

  test('may lie within one day', () => {
    expect(tellFrom({ ...night, quiet: { from: 12 * 60, until: 13 * 60 } }, at('05:20'))).toEqual(at('06:00'))
  })

  test('are none where a person set none', () => {
    expect(tellFrom({ ...night, quiet: null }, at('17:30'))).toEqual(at('17:30'))
  })

  test('are counted in the zone of the person', () => {
    expect(minuteOfDay(at('17:30'), 'Asia/Ho_Chi_Minh')).toBe(30)
    expect(minuteOfDay(at('17:30'), 'UTC')).toBe(17 * 60 + 30)
  })
})

describe('a digest', () => {
  const daily = { digestAt: 7 * 60, timeZone: 'Asia/Ho_Chi_Minh' }

  test.each([
    ['23:30', '2026-11-23T00:00:00.000Z'],
    ['00:00', '2026-11-22T00:00:00.000Z'],
    ['00:01', '2026-11-23T00:00:00.000Z'],
  ])('of somebody who wants it at 7 in Vietnam is due, seen at %s UTC, at %s', (now, due) => {
    expect(digestFrom(daily, at(now))?.toISOString()).toBe(due)
  })

  test('is none for whoever wants each notice by itself', () => {
    expect(digestFrom({ ...daily, digestAt: null }, at('03:00'))).toBeNull()
  })
})

test('every kind of notice stands under a topic that a person can choose', () => {
  for (const kind of noticeKinds) expect(topics).toContain(topicOf(kind))
  expect(defaultPreference(brandId('p')).mailTo).toBeNull()
})

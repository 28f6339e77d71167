import { describe, expect, it } from 'vitest'
import { readDate, writtenDate } from './written-date.ts'

describe('a day that is typed', () => {
  it.each([
    ['3/12/2026', '2026-12-03'], ['03.12.2026', '2026-12-03'], [' 31-1-2027 ', '2027-01-31'], ['03122026', '2026-12-03'], ['2026-12-03', '2026-12-03'], ['29/2/2028', '2028-02-29'],
  ])('%s is the day first, then the month', (typed, date) => {
    expect(readDate(typed)).toBe(date)
    expect(readDate(writtenDate(date))).toBe(date)
  })

  it.each(['', '3/12', '3/12/26', '31/2/2026', '12/31/2026', '0/1/2026', '3/12-2026', 'mai'])('"%s" is none', (typed) => {
    expect(readDate(typed)).toBeNull()
  })
})

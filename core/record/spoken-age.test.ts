import { describe, expect, it } from 'vitest'
import { spokenAge } from './patient.ts'

const on = (day: string) => new Date(`${day}T02:00:00Z`)

describe('an age as it is spoken', () => {
  it.each([
    ['2026-11-21', '2026-11-21', { value: 0, unit: 'days' }],
    ['2026-11-01', '2026-11-21', { value: 20, unit: 'days' }],
    ['2026-10-21', '2026-11-21', { value: 1, unit: 'months' }],
    ['2020-11-22', '2026-11-21', { value: 71, unit: 'months' }],
    ['2020-11-21', '2026-11-21', { value: 6, unit: 'years' }],
    ['1959-12-31', '2026-11-21', { value: 66, unit: 'years' }],
  ])('born %s, on %s', (birthDate, day, expected) => {
    expect(spokenAge(birthDate, on(day))).toEqual(expected)
  })

  it('is unknown where the birth date is', () => {
    expect(spokenAge(null, on('2026-11-21'))).toBeNull()
  })
})

import { expect, test } from 'vitest'
import { printAge } from './print-time.ts'

const heldAt = '2026-11-21T18:30:00.000Z' // 22 November at the patient's bed

test.each([
  ['1959-11-22', '67'],
  ['1959-11-23', '66'],
  ['2020-11-22', '6'],
  ['2025-03-22', '20 tháng'],
  ['2026-10-22', '1 tháng'],
  ['2026-11-19', '3 ngày'],
  ['2026-11-22', '0 ngày'],
] as const)('the age of a patient born on %s is printed as %s', (birthDate, printed) => {
  expect(printAge(birthDate, heldAt)).toBe(printed)
})

test('an unknown birth date leaves the line empty for the pen', () => {
  expect(printAge(null, heldAt)).toBeNull()
})

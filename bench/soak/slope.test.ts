import { expect, test } from 'vitest'
import { percentPerHour } from './slope.ts'

test('what stays the same has no slope', () => {
  expect(percentPerHour([0, 0.5, 1].map((hours) => ({ hours, value: 80 })))).toBe(0)
})

test('one megabyte more in an hour is one per cent of a hundred', () => {
  expect(percentPerHour([0, 0.25, 0.5, 0.75, 1].map((hours) => ({ hours, value: 99.5 + hours })))).toBeCloseTo(1)
})

test('two samples make no line', () => {
  expect(percentPerHour([{ hours: 0, value: 1 }, { hours: 1, value: 2 }])).toBeUndefined()
})

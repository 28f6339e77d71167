import { expect, test } from 'vitest'
import { quantile, spreadOf } from './statistics.ts'

test('the median of an even number of values lies between the middle two', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 })
})

test('nothing measured has no spread', () => {
  expect(spreadOf([])).toBeUndefined()
})

test('the ends are the smallest and the largest', () => {
  expect(quantile([1, 2, 9], 0)).toBe(1)
  expect(quantile([1, 2, 9], 1)).toBe(9)
})

import { describe, expect, it } from 'vitest'
import { compareTexts, formatDuration, formatNumber } from './format-number.ts'

describe('numbers', () => {
  it('carry the Vietnamese comma and point', () => {
    expect(formatNumber(1234.56, 'vi')).toBe('1.234,6')
    expect(formatNumber(1234.56, 'en')).toBe('1,234.6')
  })

  it('give durations with a steady width', () => {
    expect(formatDuration(249_000)).toBe('04:09')
    expect(formatDuration(3_849_000)).toBe('1:04:09')
    expect(formatDuration(-5_000)).toBe('00:05')
  })
})

it('orders names as a Vietnamese index does', () => {
  const names = ['Đỗ', 'Dũng', 'Ấn', 'An', 'Eo', 'Đa', 'Ăn']
  expect(names.sort((a, b) => compareTexts(a, b))).toEqual(['An', 'Ăn', 'Ấn', 'Dũng', 'Đa', 'Đỗ', 'Eo'])
})

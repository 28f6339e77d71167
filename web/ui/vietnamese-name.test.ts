import { describe, expect, it } from 'vitest'
import { givenInitial, matchesWithoutMarks, withoutMarks } from './vietnamese-name.ts'

describe('Vietnamese names', () => {
  it('are called by the given name, which stands last', () => {
    expect(givenInitial('Nguyễn Thị Ánh')).toBe('Á')
    expect(givenInitial('  đinh văn đức ')).toBe('Đ')
    expect(givenInitial('Tra\u0302\u0300n A\u0302n')).toBe('Â')
    expect(givenInitial('')).toBe('?')
  })

  it('are found without marks, Đ included', () => {
    expect(withoutMarks('Đặng Hữu Phước')).toBe('dang huu phuoc')
    expect(matchesWithoutMarks('Đặng Hữu Phước', 'phuoc dang')).toBe(true)
    expect(matchesWithoutMarks('Đặng Hữu Phước', 'phúc')).toBe(false)
  })
})

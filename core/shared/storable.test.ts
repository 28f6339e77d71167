import { describe, expect, it } from 'vitest'
import { isStorable, storableText } from './storable.ts'

describe('isStorable', () => {
  it.each([['Trần Thị Lệ 𝕏', true], [{ a: [1, null, { b: 'x' }], at: new Date(0) }, true], [new Uint8Array(4), true], [undefined, true], ['a\u0000', false], [['x', '\ud800'], false], [{ 'k\u0000': 1 }, false], [{ a: { b: ['\udc00x'] } }, false]])('%j: %s', (value, expected) => {
    expect(isStorable(value)).toBe(expected)
  })

  it('walks a value nested a hundred thousand deep', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(isStorable(deep)).toBe(true)
  })
})

describe('storableText', () => {
  it('keeps every letter and drops what cannot be kept', () => {
    expect(storableText('Ẩn\u0000 dụ \ud83d\ude00')).toBe('Ẩn dụ \ud83d\ude00')
    expect(isStorable(storableText('\ud800\u0000'))).toBe(true)
  })
})

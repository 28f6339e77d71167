import { describe, expect, it, vi } from 'vitest'
import { judgeLine, LineWatch } from './line-watch.ts'

describe('the line', () => {
  it('counts as weak when most streams arrive badly, not when one does', () => {
    expect(judgeLine(false, [2, 3, 9])).toBe(true)
    expect(judgeLine(false, [2, 9, 9])).toBe(false)
  })

  it('is good again only when clearly better', () => {
    expect(judgeLine(true, [6])).toBe(true)
    expect(judgeLine(true, [7])).toBe(false)
    expect(judgeLine(false, [6])).toBe(false)
  })

  it('says so once a change, and forgets what has ended', () => {
    const onChange = vi.fn()
    const watch = new LineWatch(onChange)
    watch.note('a', 2)
    watch.note('a', 3)
    watch.forget('a')
    watch.note('b', 9)
    expect(onChange.mock.calls).toEqual([[true], [false]])
  })
})

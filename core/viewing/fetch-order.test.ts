import { describe, expect, it } from 'vitest'
import { fetchOrder } from './fetch-order.ts'

describe('the pictures to fetch next', () => {
  it('lie mostly in the direction of scrolling', () => {
    expect(fetchOrder({ at: 10, count: 300, direction: 1 }, 8)).toEqual([11, 12, 13, 9, 14, 15, 16, 8])
    expect(fetchOrder({ at: 10, count: 300, direction: -1 }, 4)).toEqual([9, 8, 7, 11])
  })

  it('lie on both sides before anybody has scrolled', () => {
    expect(fetchOrder({ at: 10, count: 300, direction: 0 }, 4)).toEqual([11, 9, 12, 8])
  })

  it('never leave the series, and are every other picture of a short one', () => {
    expect([...fetchOrder({ at: 0, count: 4, direction: 1 }, 99)].sort()).toEqual([1, 2, 3])
    expect(fetchOrder({ at: 3, count: 4, direction: 1 }, 99)).toEqual([2, 1, 0])
    expect(fetchOrder({ at: 0, count: 1, direction: 1 }, 9)).toEqual([])
  })
})

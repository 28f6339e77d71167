import { describe, expect, it } from 'vitest'
import { imageBudget, lineSpeed } from './image-budget.ts'

describe('the budget of pictures', () => {
  it('reads nothing ahead and shows small pictures first beside a weak call', () => {
    const weak = imageBudget({ call: 'weak', kilobitsPerSecond: 50_000 })
    expect(weak).toMatchObject({ onScreen: 1, ahead: 0, previewFirst: true })
  })

  it('is never larger beside a call than without one', () => {
    for (const kilobitsPerSecond of [null, 500, 2_000, 100_000]) {
      const [alone, beside, weak] = (['none', 'good', 'weak'] as const).map((call) => imageBudget({ call, kilobitsPerSecond }))
      expect(beside?.ahead).toBeLessThanOrEqual(alone?.ahead ?? 0)
      expect(weak?.ahead).toBeLessThanOrEqual(beside?.ahead ?? 0)
      expect(beside?.onScreen).toBeLessThanOrEqual(alone?.onScreen ?? 0)
    }
  })

  it('starts carefully, before it knows the line', () => {
    expect(imageBudget({ call: 'none', kilobitsPerSecond: null }).previewFirst).toBe(true)
    expect(imageBudget({ call: 'none', kilobitsPerSecond: 50_000 }).previewFirst).toBe(false)
  })
})

describe('the line as pictures find it', () => {
  it('follows the latest answers and ignores those too small to tell', () => {
    const first = lineSpeed(null, { bytes: 250_000, milliseconds: 1_000 })
    expect(first).toBe(2_000)
    expect(lineSpeed(first, { bytes: 500, milliseconds: 100 })).toBe(2_000)
    expect(lineSpeed(first, { bytes: 1_000_000, milliseconds: 1_000 })).toBeCloseTo(4_400)
  })
})

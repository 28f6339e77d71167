import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitInto, offsetOf, placeAt, transformOf } from './placement.ts'

const upright = { zoom: 1, centre: [0.5, 0.5], rotation: 0, flippedHorizontally: false, flippedVertically: false } as const
const fit = { width: 400, height: 300 }

describe('a picture in its pane', () => {
  it('just fits, whichever side is the longer', () => {
    expect(fitInto({ width: 800, height: 300 }, { width: 400, height: 300 })).toEqual({ width: 400, height: 300 })
    expect(fitInto({ width: 200, height: 900 }, { width: 400, height: 300 })).toEqual({ width: 200, height: 150 })
  })

  it('turns clockwise, and mirrors before it turns', () => {
    const corner = (view: Partial<Parameters<typeof offsetOf>[1]>) => offsetOf([1, 0], { ...upright, ...view }, fit).map(Math.round)
    expect(corner({})).toEqual([200, -150])
    expect(corner({ rotation: 90 })).toEqual([150, 200])
    expect(corner({ flippedHorizontally: true })).toEqual([-200, -150])
    expect(corner({ flippedHorizontally: true, rotation: 90 })).toEqual([150, -200])
    expect(corner({ zoom: 2, centre: [1, 0] })).toEqual([0, 0])
  })

  it('knows the place under every pixel', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const views = fc.record({
      zoom: fc.double({ min: 0.2, max: 8, noNaN: true }), centre: fc.constant([0.3, 0.6] as const), rotation: fc.constantFrom(0, 90, 180, 270),
      flippedHorizontally: fc.boolean(), flippedVertically: fc.boolean(),
    })
    fc.assert(fc.property(part, part, views, (x, y, view) => {
      const [foundX, foundY] = placeAt(offsetOf([x, y], view, fit), view, fit)
      expect(foundX).toBeCloseTo(x, 6)
      expect(foundY).toBeCloseTo(y, 6)
    }))
  })

  it('is told to the browser in the same order', () => {
    expect(transformOf({ ...upright, zoom: 2, rotation: 90, flippedVertically: true, centre: [0.25, 0.5] }, fit)).toBe('scale(2) rotate(90deg) scale(1, -1) translate(100px, 0px)')
  })
})

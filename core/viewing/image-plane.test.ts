import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVolume, locationOf, placeOf, worldOf, type ImagePlane } from './image-plane.ts'

const axial: ImagePlane = {
  columns: 512, rows: 256, origin: [-100, -80, 30], across: [1, 0, 0], down: [0, 1, 0], columnSpacing: 0.5, rowSpacing: 0.8,
}

describe('a picture in the patient', () => {
  it('has its first pixel half a pixel inside its corner', () => {
    expect(worldOf(axial, [0.5 / 512, 0.5 / 256])).toEqual([-100, -80, 30])
  })

  it('is measured with the spacing of its columns across and of its rows down', () => {
    const [x0, y0] = worldOf(axial, [0, 0])
    const [x1, y1] = worldOf(axial, [1, 1])
    expect(x1 - x0).toBeCloseTo(256)
    expect(y1 - y0).toBeCloseTo(204.8)
  })

  it('finds every place again', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (x, y) => {
        const [fx, fy] = placeOf(axial, worldOf(axial, [x, y]))
        expect(fx).toBeCloseTo(x, 9)
        expect(fy).toBeCloseTo(y, 9)
      }),
    )
  })
})

describe('a stack of pictures', () => {
  const stack = Array.from({ length: 6 }, (_, at): ImagePlane => ({ ...axial, origin: [-100, -80, at * 2.5] }))

  it('is a volume when it is even', () => {
    expect(isVolume(stack)).toBe(true)
    expect(isVolume([...stack].reverse())).toBe(true)
    expect(stack.map(locationOf)).toEqual([0, 2.5, 5, 7.5, 10, 12.5])
  })

  it('is none when one is missing, tilted, or they lie on one another', () => {
    expect(isVolume(stack.filter((_, at) => at !== 2))).toBe(false)
    expect(isVolume(stack.map((plane, at) => (at === 3 ? { ...plane, down: [0, 0.9, 0.43] } : plane)))).toBe(false)
    expect(isVolume(stack.map((plane) => ({ ...plane, origin: [0, 0, 0] })))).toBe(false)
    expect(isVolume(stack.slice(0, 2))).toBe(false)
  })
})

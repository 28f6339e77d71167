import { describe, expect, it } from 'vitest'
import { pictureBox, toElement, toNearestInPicture, toPicture } from './picture-mapping.ts'

const hd = { width: 1920, height: 1080 }
const must = <T>(value: T | null): T => {
  if (value === null) throw new Error('a value')
  return value
}

describe('where a picture lies', () => {
  it('leaves bars above and below on a phone held upright', () => {
    expect(pictureBox({ width: 390, height: 844 }, hd, 'contain')).toEqual({ left: 0, top: 312.3125, width: 390, height: 219.375 })
  })

  it('leaves bars at the sides on a wide screen', () => {
    expect(pictureBox({ width: 2000, height: 900 }, hd, 'contain')).toEqual({ left: 200, top: 0, width: 1600, height: 900 })
  })

  it('is cut where it covers', () => {
    expect(pictureBox({ width: 100, height: 100 }, { width: 200, height: 100 }, 'cover')).toEqual({ left: -50, top: 0, width: 200, height: 100 })
  })

  it('is unknown before the first frame', () => {
    expect(pictureBox({ width: 100, height: 100 }, { width: 0, height: 0 }, 'contain')).toBeNull()
  })
})

describe('a mark', () => {
  const screens = [[390, 844], [1440, 900], [1024, 768], [333, 77], [2560, 1080]] as const
  const places = [{ x: 0, y: 0 }, { x: 0.25, y: 0.75 }, { x: 0.5, y: 0.5 }, { x: 1, y: 1 }]

  it.each(screens)('made on one screen lands on the same place of the picture at %i × %i, mirrored or not', (width, height) => {
    for (const fit of ['contain', 'cover'] as const) {
      const box = must(pictureBox({ width, height }, hd, fit))
      for (const mirrored of [false, true]) {
        for (const place of places) {
          const back = toPicture(toElement(place, box, { mirrored }), box, { mirrored })
          expect(back?.x).toBeCloseTo(place.x, 3)
          expect(back?.y).toBeCloseTo(place.y, 3)
        }
      }
    }
  })

  it('does not begin on the bars, and a stroke that leaves the picture runs along its edge', () => {
    const box = must(pictureBox({ width: 390, height: 844 }, hd, 'contain'))
    expect(toPicture({ x: 100, y: 10 }, box)).toBeNull()
    expect(toNearestInPicture({ x: 195, y: 10 }, box)).toEqual({ x: 0.5, y: 0 })
  })
})

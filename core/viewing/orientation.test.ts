import { describe, expect, it } from 'vitest'
import { edgesOf, letterOf } from './orientation.ts'

const axial = { across: [1, 0, 0], down: [0, 1, 0] } as const
const upright = { rotation: 0, flippedHorizontally: false, flippedVertically: false }

describe('the letters at the edges', () => {
  it('show the patient from the feet: right on the left side', () => {
    expect(edgesOf(axial, upright)).toEqual({ top: 'A', right: 'L', bottom: 'P', left: 'R' })
  })

  it('go round with the picture and change sides with a mirror', () => {
    expect(edgesOf(axial, { ...upright, rotation: 90 })).toEqual({ top: 'R', right: 'A', bottom: 'L', left: 'P' })
    expect(edgesOf(axial, { ...upright, rotation: -90 }).top).toBe('L')
    expect(edgesOf(axial, { ...upright, flippedHorizontally: true })).toEqual({ top: 'A', right: 'R', bottom: 'P', left: 'L' })
    expect(edgesOf(axial, { ...upright, flippedVertically: true }).top).toBe('P')
  })

  it('name both directions of an oblique plane', () => {
    expect(letterOf([0.9, 0.4, 0])).toBe('LP')
    expect(letterOf([0, 0, 1])).toBe('H')
  })
})

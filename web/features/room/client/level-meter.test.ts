import { describe, expect, it } from 'vitest'
import { levelOf } from './level-meter.ts'

describe('a level meter', () => {
  it('shows silence as nothing and full scale as all', () => {
    expect(levelOf(new Float32Array(64))).toBe(0)
    expect(levelOf(new Float32Array(64).fill(1))).toBe(1)
    expect(levelOf(new Float32Array(64).fill(0.03))).toBeCloseTo(0.49, 1)
  })
})

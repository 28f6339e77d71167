import { describe, expect, it } from 'vitest'
import { sizeForHeight } from './picture-profiles.ts'

describe('the size that is fetched', () => {
  it.each([
    ['camera', 112, 0], ['camera', 300, 1], ['camera', 700, 2],
    ['endoscope', 224, 0], ['endoscope', 600, 1], ['endoscope', 900, 2], ['endoscope', 2160, 2],
    ['anaesthesia', 112, 0], ['anaesthesia', 900, 1],
    ['screen', 100, 0], ['microphone', 500, 0],
  ] as const)('of %s at %i lines is %i', (label, pixels, size) => {
    expect(sizeForHeight(label, pixels)).toBe(size)
  })
})

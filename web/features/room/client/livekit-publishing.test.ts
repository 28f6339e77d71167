import { VideoQuality } from 'livekit-client'
import { describe, expect, test } from 'vitest'
import { framesOf, qualityOf } from './livekit-publishing.ts'

describe('the sizes of a source on a LiveKit server', () => {
  test('three sizes are its three qualities', () => {
    expect([0, 1, 2].map((layer) => qualityOf('endoscope', layer))).toEqual([VideoQuality.LOW, VideoQuality.MEDIUM, VideoQuality.HIGH])
  })

  test('of two sizes the larger is the highest, and one size is always whole', () => {
    expect([0, 1].map((layer) => qualityOf('computer', layer))).toEqual([VideoQuality.LOW, VideoQuality.HIGH])
    expect(qualityOf('screen', 0)).toBe(VideoQuality.HIGH)
  })

  test('a frame rate less is half of it', () => {
    expect([0, 1, 2].map((rate) => framesOf('camera', rate))).toEqual([8, 15, 30])
  })
})

import { brandId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { lanesOf } from './gaps.ts'
import { keptUntil, type Segment, type SegmentStanding } from './recording.ts'

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 22) + ms)
const segment = (id: string, standing: SegmentStanding, label: Segment['label'] = 'camera'): Segment => ({
  id: brandId(id), recording: brandId('r'), case: brandId('c'), of: { practitioner: brandId('p'), organization: brandId('o') }, label, askedAt: at(0), standing,
})
const whole = (from: number, durationMs: number): SegmentStanding =>
  ({ state: 'whole', firstFrameAt: at(from), file: { bytes: 1, sha256: brandId('0'), durationMs } })

describe('the lanes of a recording', () => {
  it('are one a source, in time, with what is missing between two files', () => {
    const lanes = lanesOf([segment('second', whole(9_000, 4_000)), segment('first', whole(1_000, 5_000)), segment('voice', whole(1_000, 12_000), 'microphone')], at(20_000))
    expect(lanes.map(({ label, segments, gaps }) => ({ label, ids: segments.map(({ id }) => id), gaps }))).toEqual([
      { label: 'camera', ids: ['first', 'second'], gaps: [{ from: at(6_000), until: at(9_000) }] },
      { label: 'microphone', ids: ['voice'], gaps: [] },
    ])
  })

  it('show the shortest gap and a seam without one, and know nothing of files that never came', () => {
    const files = [segment('a', whole(0, 5_000)), segment('b', whole(5_040, 1_000)), segment('c', whole(6_020, 1_000)), segment('never', { state: 'asked', firstFrameAt: null })]
    const [lane] = lanesOf(files, at(20_000))
    expect(lane?.segments.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(lane?.gaps).toEqual([{ from: at(5_000), until: at(5_040) }, { from: at(6_020), until: at(6_020) }])
  })

  it('draw a file that is still being written up to now', () => {
    const [lane] = lanesOf([segment('a', { state: 'lit', firstFrameAt: at(1_000) }), segment('b', whole(30_000, 10))], at(20_000))
    expect(lane?.gaps).toEqual([{ from: at(20_000), until: at(30_000) }])
  })
})

it.each([['routine', 2036], ['accident', 2046], ['death', 2056]] as const)('a recording of kind %s is kept until %s (TT 33/2025)', (kind, year) => {
  expect(keptUntil(kind, at(0)).getUTCFullYear()).toBe(year)
})

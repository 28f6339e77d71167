import { brandId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { lanesOf } from './gaps.ts'
import { keptUntil, type RecordingEvent, type Segment, type SegmentStanding } from './recording.ts'

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 22) + ms)
const segment = (id: string, standing: SegmentStanding, label: Segment['label'] = 'camera'): Segment => ({
  id: brandId(id), recording: brandId('r'), case: brandId('c'), of: { practitioner: brandId('p'), organization: brandId('o') }, label, askedAt: at(0), standing,
})
const whole = (from: number, durationMs: number): SegmentStanding =>
  ({ state: 'whole', firstFrameAt: at(from), file: { bytes: 1, sha256: brandId('0'), durationMs } })
const switched = (kind: 'muted' | 'unmuted', ms: number, label: Segment['label'] = 'camera'): RecordingEvent =>
  ({ id: `${kind}-${String(ms)}`, recording: brandId('r'), case: brandId('c'), at: at(ms), kind, practitioner: brandId('p'), label })

describe('the lanes of a recording', () => {
  it('are one a source, in time, with what is missing between two files', () => {
    const lanes = lanesOf({ segments: [segment('second', whole(9_000, 4_000)), segment('first', whole(1_000, 5_000)), segment('voice', whole(1_000, 12_000), 'microphone')], events: [] }, at(20_000))
    expect(lanes.map(({ label, segments, gaps }) => ({ label, ids: segments.map(({ id }) => id), gaps }))).toEqual([
      { label: 'camera', ids: ['first', 'second'], gaps: [{ from: at(6_000), until: at(9_000) }] },
      { label: 'microphone', ids: ['voice'], gaps: [] },
    ])
  })

  it('show the shortest gap and a seam without one, and know nothing of files that never came', () => {
    const files = [segment('a', whole(0, 5_000)), segment('b', whole(5_040, 1_000)), segment('c', whole(6_020, 1_000)), segment('never', { state: 'asked', firstFrameAt: null })]
    const [lane] = lanesOf({ segments: files, events: [] }, at(20_000))
    expect(lane?.segments.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(lane?.gaps).toEqual([{ from: at(5_000), until: at(5_040) }, { from: at(6_020), until: at(6_020) }])
  })

  it('draw a file that is still being written up to now', () => {
    const [lane] = lanesOf({ segments: [segment('a', { state: 'lit', firstFrameAt: at(1_000) }), segment('b', whole(30_000, 10))], events: [] }, at(20_000))
    expect(lane?.gaps).toEqual([{ from: at(20_000), until: at(30_000) }])
  })

  it('tell what was turned off from what was lost', () => {
    const segments = [segment('a', whole(0, 5_000)), segment('b', whole(12_000, 8_000)), segment('c', whole(26_000, 4_000))]
    const lanesWith = (...events: readonly RecordingEvent[]) => lanesOf({ segments, events }, at(40_000)).map(({ muted, gaps }) => ({ muted, gaps }))
    const lost = { from: at(20_000), until: at(26_000) }
    // Off just after the last frame and on just before the first: nothing is missing. Another source says nothing of this one.
    expect(lanesWith(switched('muted', 5_080), switched('unmuted', 11_900), switched('muted', 21_000, 'microphone')))
      .toEqual([{ muted: [{ from: at(5_080), until: at(11_900) }], gaps: [lost] }])
    // Lost first, and turned off while it was lost; the first frame of the next file says that it is on.
    expect(lanesWith(switched('muted', 8_000))).toEqual([{ muted: [{ from: at(8_000), until: at(12_000) }], gaps: [{ from: at(5_000), until: at(8_000) }, lost] }])
    // Off within one file and still off at the end, told twice since its line broke meanwhile.
    expect(lanesWith(switched('muted', 1_000), switched('unmuted', 2_000), switched('muted', 29_000), switched('muted', 31_000)))
      .toEqual([{ muted: [{ from: at(1_000), until: at(2_000) }, { from: at(29_000), until: at(40_000) }], gaps: [{ from: at(5_000), until: at(12_000) }, lost] }])
  })
})

it.each([['routine', 2036], ['accident', 2046], ['death', 2056]] as const)('a recording of kind %s is kept until %s (TT 33/2025)', (kind, year) => {
  expect(keptUntil(kind, at(0)).getUTCFullYear()).toBe(year)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { climb, isAnotherLine, keepPicture, mostChangesPerMinute, renewLadder, rungs, startLadder, type Ladder, type LineSample, type Rung } from './ladder.ts'

const fine: Omit<LineSample, 'at'> = { available: 4_000_000, carried: null, sound: 40_000, roundTrip: 40, loss: 0, concealment: 0, strained: false, flapping: false }

/** Runs so many seconds of samples, one a second, and tells every change; a pair says from which second to which. */
function ride(ladder: Ladder, during: number | readonly [from: number, seconds: number], sampleAt: (second: number) => Partial<LineSample>) {
  const [from, seconds] = typeof during === 'number' ? [0, during] : during
  const seen: { readonly second: number; readonly rung: Rung }[] = []
  let now = ladder
  for (let second = from; second < from + seconds; second += 1) {
    const next = climb(now, { ...fine, ...sampleAt(second), at: second * 1_000 })
    if (next.rung !== now.rung) seen.push({ second, rung: next.rung })
    now = next
  }
  return { ladder: now, seen }
}

describe('the bandwidth ladder', () => {
  test('stays whole on a good line', () => {
    expect(ride(startLadder(), 300, () => ({})).seen).toEqual([])
  })

  test('falls at one stroke to what a thin line carries, and no sooner than it must', () => {
    const { seen } = ride(startLadder(), 20, () => ({ available: 200_000 }))
    expect(seen).toEqual([{ second: 4, rung: 'small' }])
  })

  test('changes once where a line turns into one of 256 kbit/s, 300 ms and 5 % loss, as recorded', () => {
    const recorded: readonly (readonly [seconds: number, kilobits: number, loss: number, roundTrip: number])[] = [
      [3.1, 954, 0, 29], [4.1, 1031, 0, 29], [5.2, 442, 0, 1407], [6.3, 181, 0.09, 1100], [7.2, 189, 0.24, 975], [8.2, 200, 0.1, 835], [9.1, 202, 0.09, 835],
      [10.2, 119, 0.08, 741], [11.1, 120, 0.07, 746], [12.1, 120, 0.06, 746], [13.1, 120, 0.04, 321], [14.1, 120, 0.04, 316], [15.1, 127, 0.06, 316],
      [16.1, 131, 0.07, 533], [18.1, 131, 0.09, 533], [20.1, 131, 0.05, 533], [22.1, 131, 0.05, 361], [24.1, 172, 0.05, 315], [27.1, 180, 0.04, 304],
      [29.1, 197, 0.05, 317], [31.1, 148, 0.07, 317], [33.1, 148, 0.07, 316], [34.1, 148, 0, 306], [35.2, 90, 0.05, 387], [36.1, 92, 0.09, 416],
      [37.1, 97, 0.09, 416], [38.1, 105, 0.04, 334], [40.1, 113, 0.09, 304], [43.1, 136, 0.07, 343], [47.1, 177, 0.11, 314], [49, 126, 0.12, 314],
    ]
    const seen: Rung[] = []
    recorded.reduce((now, [seconds, kilobits, loss, roundTrip]) => {
      const next = climb(now, { ...fine, at: seconds * 1_000, available: kilobits * 1_000, sound: 25_000, loss, roundTrip, strained: true })
      if (next.rung !== now.rung) seen.push(next.rung)
      return next
    }, startLadder())
    expect(seen).toEqual(['small'])
  })

  test('believes the estimate before the loss of what was too much, as recorded', () => {
    const recorded = [[4_234, 0, 120], [177, 0.63, 1884], [180, 0.62, 1884], [191, 0.41, 1805], [202, 0.6, 1815], [212, 0.58, 1815], [182, 0.37, 1012], [156, 0.25, 1012], [224, 0.09, 919], [153, 0.05, 371]] as const
    const { seen } = ride(startLadder(), 40, (second) => {
      const [kilobits, loss, roundTrip] = recorded[second] ?? [160, 0.06, 320]
      return { available: kilobits * 1_000, sound: 25_000, loss, roundTrip }
    })
    expect(seen).toEqual([{ second: 3, rung: 'small' }])
  })

  test('does not believe the least that browsers estimate over a line that is choked', () => {
    const starved = (loss: number) => ride(startLadder(), 20, (second) => ({ available: second < 2 ? 3_400_000 : 90_000, sound: 15_000, loss: second < 2 ? 0 : loss, roundTrip: 2_100 })).seen[0]?.rung
    expect(starved(0.5)).toBe('sound')
    expect(starved(0.3)).toBe('stills')
  })

  test('falls to what came through of a long line whose estimate only the server knows', () => {
    const flapping = (roundTrip: number) => ride(startLadder(), 30, (second) => ({ available: null, carried: second < 5 ? 900_000 : 187_000, sound: 0, loss: 0.06, roundTrip, flapping: second >= 5 && second < 10 })).seen
    expect(flapping(350)).toEqual([{ second: 9, rung: 'small' }])
    // Over a short one little comes because little is sent.
    expect(flapping(40)[0]).toEqual({ second: 9, rung: 'medium' })
  })

  test('gives all to the sound at 15 kbit/s, and shows a picture again within 10 s of the release', () => {
    const starved = ride(startLadder(), 20, () => ({ available: 15_000, loss: 0.5, roundTrip: 2_000 }))
    expect(starved.ladder.rung).toBe('sound')
    expect(starved.seen).toHaveLength(1)
    const { seen } = ride(starved.ladder, [20, 30], () => ({ available: 600_000 }))
    expect(seen[0]?.rung).toBe('small')
    expect((seen[0]?.second ?? 99) - 20).toBeLessThan(10)
    // A line that carries the whole picture again needs no minute at a small one; a long one shows that by climbing.
    expect(ride(starved.ladder, [20, 3], () => ({})).seen).toEqual([{ second: 20, rung: 'medium' }])
    expect(ride(starved.ladder, [20, 3], () => ({ roundTrip: 300 })).seen.map(({ rung }) => rung)).not.toContain('medium')
  })

  test('does not charge a break-down in two steps to the return from it, but only once', () => {
    const small = ride(startLadder(), 8, () => ({ available: 200_000 }))
    const broken = ride(small.ladder, [8, 20], () => ({ available: 15_000, loss: 0.5 }))
    expect([...small.seen, ...broken.seen].map(({ rung }) => rung)).toEqual(['small', 'sound'])
    const back = ride(broken.ladder, [28, 4], () => ({ available: 600_000 }))
    expect(back.seen.map(({ rung }) => rung)).toEqual(['small'])
    const again = ride(back.ladder, [32, 8], () => ({ available: 15_000, loss: 0.5 }))
    expect(again.ladder.rung).toBe('sound')
    expect(ride(again.ladder, [40, 20], () => ({})).seen).toEqual([])
  })

  test('knows a line that is another than the one that broke down, and takes no steady bad line for one', () => {
    const chokedThen = (roundTrip: number, choked = 2_000): boolean[] => {
      let now = ride(startLadder(), 20, () => ({ available: 15_000, loss: 0.5, roundTrip: choked })).ladder
      return Array.from({ length: 10 }, (_, second) => {
        const sample = { ...fine, roundTrip, available: 60_000, at: (20 + second) * 1_000 }
        const before = now
        now = climb(before, sample)
        return isAnotherLine(before, now, sample)
      })
    }
    expect(chokedThen(20).filter(Boolean)).toHaveLength(1)
    expect(chokedThen(300)).not.toContain(true)
    // A joining that has begun since has not learnt of the old line: it need not begin again.
    const renewed = renewLadder(ride(startLadder(), 20, () => ({ available: 15_000, loss: 0.5, roundTrip: 2_000 })).ladder)
    const back = ride(renewed, [20, 5], () => ({ available: 600_000, roundTrip: 20 }))
    expect(back.seen.map(({ rung }) => rung)).toEqual(['small'])
    expect(isAnotherLine(renewed, back.ladder, { roundTrip: 20 })).toBe(false)
    expect(chokedThen(200, 400)).not.toContain(true)
  })

  test('climbs a rung at a time and comes to the whole picture on a line that has recovered', () => {
    const low = ride(startLadder(), 10, () => ({ available: 30_000 })).ladder
    expect(ride(low, [10, 200], () => ({})).ladder.rung).toBe('full')
  })

  test('waits longer after a climb that did not hold', () => {
    // The line carries "small" and looks roomy until more is sent.
    let now = startLadder('small')
    const climbs: number[] = []
    for (let second = 0; second < 900; second += 1) {
      const next = climb(now, { ...fine, available: now.rung === 'small' ? null : 150_000, at: second * 1_000 })
      if (next.rung === 'medium' && now.rung === 'small') climbs.push(second)
      now = next
    }
    const gaps = climbs.slice(1).map((second, index) => second - (climbs[index] ?? 0))
    expect(gaps.length).toBeLessThan(12)
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(120)
  })

  test('leaves room for the fall that a climb may cost on a line that is not clear', () => {
    // Long and lossy, but no worse at one rung than at the other: nothing proves that the next one holds.
    const { seen } = ride(startLadder(), 200, (second) => ({ available: second < 6 ? 200_000 : null, roundTrip: 300, loss: 0.05 }))
    expect(seen.map(({ rung }) => rung)).toEqual(['small', 'medium', 'full'])
    const [fall, first, next] = seen.map(({ second }) => second)
    expect((first ?? 0) - (fall ?? 0)).toBeGreaterThanOrEqual(60)
    expect((next ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60)
  })

  test('gives a fall the time that it takes before falling further, unless more is known', () => {
    const { seen } = ride(startLadder(), 12, () => ({ available: null, concealment: 0.2 }))
    expect(seen.slice(0, 2)).toEqual([{ second: 2, rung: 'medium' }, { second: 6, rung: 'small' }])
    expect(ride(startLadder(), 12, () => ({ available: null, concealment: 0.2 + 0.2 })).seen).toEqual([{ second: 2, rung: 'sound' }])
  })

  test('settles on a smaller picture where the server cannot make up its mind', () => {
    const { seen } = ride(startLadder(), 8, () => ({ flapping: true }))
    expect(seen).toEqual([{ second: 4, rung: 'medium' }])
  })

  test('keeps a small picture when asked to', () => {
    const kept = keepPicture(startLadder(), true)
    expect(ride(kept, 30, () => ({ available: 15_000, loss: 0.5 })).ladder.rung).toBe('small')
    expect(keepPicture(startLadder('sound'), true).rung).toBe('small')
  })

  test('never changes more than twice within a minute for a picture, and once to come back to one, whatever is measured', () => {
    const sample = fc.record({
      available: fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null }),
      roundTrip: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: null }),
      loss: fc.double({ min: 0, max: 0.25, noNaN: true }),
      concealment: fc.double({ min: 0, max: 0.15, noNaN: true }),
      strained: fc.boolean(),
      flapping: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, fc.integer({ min: 1, max: 40 })), { maxLength: 40 }), (phases) => {
        const samples = phases.flatMap(([one, seconds]) => Array.from({ length: seconds }, () => one))
        const { seen } = ride(startLadder(), samples.length, (second) => samples[second] ?? {})
        for (const { second } of seen) {
          expect(seen.filter((other) => other.second > second - 60 && other.second <= second).length).toBeLessThanOrEqual(mostChangesPerMinute + 1)
        }
      }),
    )
  })

  test('names five rungs, from the whole picture to sound', () => {
    expect(rungs).toEqual(['full', 'medium', 'small', 'stills', 'sound'])
  })
})

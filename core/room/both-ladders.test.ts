import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { climbBoth, startBoth, type BothLadders } from './both-ladders.ts'
import { below, mostChangesPerMinute, needOf, rungs, startLadder, type LineSample, type Rung } from './ladder.ts'

type Measured = Omit<LineSample, 'at'>
type Direction = keyof BothLadders
const fine: Measured = { available: null, carried: null, sound: 40_000, roundTrip: 40, loss: 0, concealment: 0, strained: false, flapping: false }

interface Change {
  readonly second: number
  readonly direction: Direction
  readonly rung: Rung
}

/** One look a second at both directions; tells every change of either. */
function ride(from: BothLadders, seconds: number, look: (second: number, now: BothLadders) => Readonly<Record<Direction, Partial<Measured> | null>>) {
  const seen: Change[] = []
  let now = from
  for (let second = 0; second < seconds; second += 1) {
    const { up, down } = look(second, now)
    const at = second * 1_000
    const next = climbBoth(now, { up: up && { ...fine, ...up, at }, down: down && { ...fine, ...down, at } })
    for (const direction of ['up', 'down'] as const) {
      if (next[direction].rung !== now[direction].rung) seen.push({ second, direction, rung: next[direction].rung })
    }
    now = next
  }
  return { ladders: now, seen }
}

const mostInAMinute = (seen: readonly Change[]): number =>
  Math.max(0, ...seen.map(({ second }) => seen.filter((other) => other.second > second - 60 && other.second <= second).length))

/** A direction of a line that stays as it is: up to this rung it holds, above it the picture or the sound breaks. */
interface SteadyDirection {
  readonly holds: Rung
  readonly breaks: 'sound' | 'picture'
  /** For so many seconds after a fall the queue before the line still breaks the sound. */
  readonly drains: number
  readonly knows: boolean
  readonly roundTrip: number
  readonly losses: readonly number[]
}

const steadyDirection = (roundTrips: readonly number[]): fc.Arbitrary<SteadyDirection> => fc.record({
  holds: fc.constantFrom(...rungs.filter((rung) => rung !== 'sound')),
  breaks: fc.constantFrom('sound' as const, 'picture' as const),
  drains: fc.integer({ min: 0, max: 3 }),
  knows: fc.boolean(),
  roundTrip: fc.constantFrom(...roundTrips),
  losses: fc.array(fc.double({ min: 0, max: 0.11, noNaN: true }), { minLength: 1, maxLength: 30 }),
})

function onSteady(line: SteadyDirection) {
  let overdrivenAt = -Infinity
  return (second: number, rung: Rung): Partial<Measured> => {
    const over = below(line.holds, rung)
    if (over) overdrivenAt = second
    const broken = line.breaks === 'sound' && second - overdrivenAt <= line.drains
    return {
      available: line.knows ? needOf[line.holds] * 1.05 + fine.sound : null,
      roundTrip: line.roundTrip,
      loss: over && line.breaks === 'picture' ? 0.2 : (line.losses[second % line.losses.length] ?? 0),
      concealment: broken ? 0.2 : 0.01,
    }
  }
}

describe('the two ladders of one seat', () => {
  test.each([
    ['long and', [300, 700]],
    ['short but', [40]],
  ] as const)('change at most twice a minute together on a line that is %s bad and stays so, once they have found their place', (_, roundTrips) => {
    fc.assert(
      fc.property(steadyDirection(roundTrips), steadyDirection(roundTrips), (up, down) => {
        const [upward, downward] = [onSteady(up), onSteady(down)]
        const { seen } = ride(startBoth(), 900, (second, now) => ({ up: upward(second, now.up.rung), down: downward(second, now.down.rung) }))
        expect(mostInAMinute(seen.filter(({ second }) => second >= 180))).toBeLessThanOrEqual(mostChangesPerMinute)
      }),
      { numRuns: 300 },
    )
  })

  test('change at most twice a minute together on a long line, whatever is measured, while the sound is whole', () => {
    const sample = fc.record({
      available: fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null }),
      roundTrip: fc.integer({ min: 300, max: 4_000 }),
      loss: fc.double({ min: 0, max: 0.25, noNaN: true }),
      concealment: fc.double({ min: 0, max: 0.15, noNaN: true }),
      strained: fc.boolean(),
      flapping: fc.boolean(),
    })
    const phase = fc.record({ up: sample, down: sample, seconds: fc.integer({ min: 1, max: 40 }) })
    fc.assert(
      fc.property(fc.array(phase, { maxLength: 40 }), (phases) => {
        const looks = phases.flatMap(({ seconds, ...look }) => Array.from({ length: seconds }, () => look))
        const { seen } = ride(startBoth(), looks.length, (second) => looks[second] ?? { up: {}, down: {} })
        expect(mostInAMinute(seen)).toBeLessThanOrEqual(mostChangesPerMinute)
      }),
    )
  })

  test('let broken sound have the last word at once, however much of the minute is spent', () => {
    const spent = ride(startBoth(), 12, () => ({ up: { available: 200_000 }, down: { flapping: true } }))
    expect(spent.seen).toHaveLength(mostChangesPerMinute)
    const breaking = ride(startBoth(), 16, (second) => (second < 12 ? { up: { available: 200_000 }, down: { flapping: true } } : { up: {}, down: { concealment: 0.3 } }))
    expect(breaking.seen.at(-1)).toMatchObject({ direction: 'down', rung: 'sound' })
    expect(breaking.seen.at(-1)?.second).toBeLessThanOrEqual(14)
  })

  test('try larger pictures ever more rarely where each try fails', () => {
    const line = onSteady({ holds: 'small', breaks: 'sound', drains: 2, knows: false, roundTrip: 300, losses: [0.05] })
    const { seen } = ride({ up: startLadder('small'), down: startLadder('small') }, 900, (second, now) => ({ up: line(second, now.up.rung), down: null }))
    const climbs = seen.filter(({ rung }) => rung === 'medium').map(({ second }) => second)
    const gaps = climbs.slice(1).map((second, index) => second - (climbs[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60)
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(120)
  })

  test('leave the direction alone in which no picture goes', () => {
    expect(ride(startBoth(), 120, () => ({ up: {}, down: null })).seen).toEqual([])
    const { seen } = ride(startBoth(), 30, () => ({ up: null, down: { concealment: 0.4, loss: 0.5 } }))
    expect(seen.every(({ direction }) => direction === 'down')).toBe(true)
  })

  test('are whole again as soon as a dip is over', () => {
    const { seen } = ride(startBoth(), 120, (second) => ({ up: { available: second < 10 ? 400_000 : 3_000_000 }, down: {} }))
    expect(seen).toEqual([{ second: 4, direction: 'up', rung: 'medium' }, { second: 12, direction: 'up', rung: 'full' }])
  })
})

import { below, climb, pauseLadder, startLadder, type Ladder, type LineSample } from './ladder.ts'

/** What is sent and what is received at one seat: two ladders, and one person who sees both change. */
export interface BothLadders {
  readonly up: Ladder
  readonly down: Ladder
}

/** One look at both directions; null where no picture goes that could give way. */
export type BothSamples = Readonly<Record<keyof BothLadders, LineSample | null>>

export const startBoth = (): BothLadders => ({ up: startLadder(), down: startLadder() })

/** Both ladders after one more look. They spend the same two changes of a minute; the lower one is served first. */
export function climbBoth(ladders: BothLadders, samples: BothSamples): BothLadders {
  const [first, second] = below(ladders.down.rung, ladders.up.rung) ? (['down', 'up'] as const) : (['up', 'down'] as const)
  const next = (of: keyof BothLadders, other: Ladder): Ladder => {
    const sample = samples[of]
    return sample === null ? pauseLadder(ladders[of]) : climb(ladders[of], sample, other.changes)
  }
  const served = next(first, ladders[second])
  const rest = next(second, served)
  return first === 'up' ? { up: served, down: rest } : { up: rest, down: served }
}

import { setTimeout as elapse } from 'node:timers/promises'
import { watchOthers } from './process-cpu.ts'

type Measured = Readonly<Record<string, number>>

/** One thing to measure; `measure` yields its figures by name, or `undefined` where the load was not carried. */
export interface Variant {
  readonly measure: () => Promise<Measured | undefined>
}

export interface RoundsOptions {
  readonly rounds: number
  /** Processes that belong to the measurement; all others make a round void. */
  readonly ours: () => readonly number[]
  /** Counts rounds in which others used the machine as well. */
  readonly evenBusy: boolean
}

export interface Rounds {
  readonly values: ReadonlyMap<string, readonly number[]>
  readonly voidRounds: number
}

/** Share of one core that others may use before a round counts for nothing. */
const othersMayUse = 0.2
const attemptsPerRound = 4

/**
 * Measures all variants in every round, in turning order, so that warmth and drift meet each alike.
 * A round in which others used the machine, or the load was not carried, is void and tried again,
 * up to a limit: the report says how many rounds it stands on.
 */
export async function interleave(variants: readonly Variant[], { rounds, ours, evenBusy }: RoundsOptions): Promise<Rounds> {
  const values = new Map<string, number[]>()
  let voidRounds = 0
  for (let counted = 0, attempt = 0; counted < rounds && attempt < rounds * attemptsPerRound; attempt += 1) {
    const others = watchOthers(ours())
    const measured: (Measured | undefined)[] = []
    for (const variant of turned(variants, attempt)) measured.push(await variant.measure())
    const busy = others() > othersMayUse
    const carried = measured.filter((figures) => figures !== undefined)
    if ((busy && !evenBusy) || carried.length < variants.length) {
      voidRounds += 1
      await elapse(1_000)
      continue
    }
    counted += 1
    for (const [name, value] of carried.flatMap((figures) => Object.entries(figures))) {
      values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  return { values, voidRounds }
}

function turned<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}

import { bold, green, red, say } from '#infra/setup/progress.mjs'
import { faults, type Fault } from './faults.ts'
import { streamNames, type Write } from './history.ts'
import type { Round } from './rounds.ts'
import { victims, type Victim } from './victims.ts'

/** One line of a round that has ended. */
export function sayRound(number: number, { what, backMs, last, told, faults: found }: Round): void {
  const verdict = found.length === 0 ? green('nothing lost') : red(found.slice(0, 3).join('; '))
  const words = told.size === 0 ? '' : `  told: ${[...told].map(([code, times]) => `${code} ${times}`).join(', ')}`
  say(`  ${String(number).padStart(3)}  ${what.padEnd(26)} back after ${seconds(backMs)} s (${last} last)  ${verdict}${words}`)
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1)

/** What a whole run came to. */
export interface Run {
  readonly seed: string
  readonly rounds: readonly Round[]
  readonly tookMs: number
  readonly history: readonly Write[]
  /** Why it ended before its time: a round that never ended, or somebody's wish. */
  readonly cutShort: string | undefined
}

/** Says how often each was hurt and how long it took to be back, what was written, and whether anything was lost; true where all went well. */
export function summarize({ seed, rounds, tookMs, history, cutShort }: Run): boolean {
  const count = (outcome: string): number => history.filter((one) => one.outcome === outcome).length
  say('')
  for (const name of [...victims, ...faults] satisfies readonly (Victim | Fault)[]) {
    const own = rounds.filter(({ what }) => what.split(' ').includes(name)).map(({ backMs }) => backMs).sort((a, b) => a - b)
    if (own.length > 0) say(`  ${name.padEnd(15)} ${String(own.length).padStart(3)} times, back after ${seconds(own[own.length >> 1] ?? 0)} s (median), ${seconds(own.at(-1) ?? 0)} s (longest)`)
  }
  say(`  ${history.length} writes: ${count('acknowledged')} acknowledged, ${count('refused')} refused, ${count('unknown')} never answered; ${streamNames.map((stream) => `${stream} ${history.filter((one) => one.stream === stream).length}`).join(', ')}`)
  const clean = rounds.every((round) => round.faults.length === 0)
  const played = `${rounds.length} rounds in ${seconds(tookMs)} s, seed ${seed}`
  const longest = seconds(Math.max(0, ...rounds.map(({ backMs }) => backMs)))
  say(bold(clean ? green(`  ${played}: nothing acknowledged was lost, nothing was done twice, no ghost; longest ${longest} s`) : red(`  ${played}: the last one failed`)))
  if (cutShort !== undefined) say(red(`  ${cutShort}`))
  return clean && cutShort === undefined
}

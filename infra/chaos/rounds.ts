import { setTimeout as elapse } from 'node:timers/promises'
import type { Random } from '#infra/fuzz/random.ts'
import type { RunningProduct } from '#infra/start/product.ts'
import { inflict, type Fault, type FaultGround } from './faults.ts'
import { ghostsIn } from './ghosts.ts'
import { faultsOf, streamNames, unclearAnswers, type StreamName } from './history.ts'
import type { Load } from './load.ts'
import { lookAt } from './look.ts'
import { diedByThemselves, pidOfVictim, pidsOf, type Victim } from './victims.ts'

/** What one round did, how long the product needed, and what was wrong afterwards. */
export interface Round {
  readonly what: string
  readonly backMs: number
  /** The stream that wrote again last, or `health`. */
  readonly last: string
  /** How often which code was told while the fault lasted. */
  readonly told: ReadonlyMap<string, number>
  readonly faults: readonly string[]
}

export interface Stage extends FaultGround {
  readonly product: RunningProduct
  readonly load: Load
  /** Nothing is hurt any more once it is aborted. */
  readonly signal: AbortSignal
}

/** After a death a database plays its log; a fault that has passed leaves nothing to be started. */
const backWithinMs = { kill: 60_000, fault: 30_000 } as const
const goesOnWithinMs = 30_000
const lasts = { 'read-only': [4_000, 7_000], 'disk-full': [8_000, 12_000], clock: [3_000, 6_000], 'slow-disk': [8_000, 10_000] } as const satisfies Readonly<Record<Fault, readonly [number, number]>>

const isWell = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) }).then((response) => response.ok, () => false)

/** Resolves when each of the streams has written again since it was called, and names the last one; throws when that takes too long. */
export async function untilWritten(load: Load, streams: readonly StreamName[], withinMs: number): Promise<StreamName | null> {
  const started = performance.now()
  const before = new Map(streams.map((stream) => [stream, load.acknowledged(stream)]))
  let last: StreamName | null = null
  for (;;) {
    const silent = streams.filter((stream) => load.acknowledged(stream) <= (before.get(stream) ?? 0))
    if (silent.length === 0) return last
    last = silent[0] ?? null
    if (performance.now() - started > withinMs) throw new Error(`silent for ${withinMs / 1_000} s: ${silent.map((stream) => `${stream}${lastTold(load, stream)}`).join(', ')}`)
    await elapse(100)
  }
}

function lastTold({ history }: Load, stream: StreamName): string {
  const told = history.findLast((one) => one.stream === stream && one.told !== undefined)?.told
  return told === undefined ? '' : ` (told ${told})`
}

/** Waits until everything is well and every stream has written again, and says how long that took and who was last; throws when it takes too long. */
async function waitUntilBack({ product, load, dataDirectory }: Stage, withinMs: number, killed: ReadonlyMap<Victim, number>): Promise<Pick<Round, 'backMs' | 'last'>> {
  const started = performance.now()
  const written = untilWritten(load, streamNames, withinMs).then((last) => ({ last: last ?? 'health', backMs: performance.now() - started }))
  written.catch(() => undefined)
  for (;;) {
    const replaced = (await Promise.all([...killed].map(async ([victim, pid]) => {
      const now = await pidOfVictim(victim, product, dataDirectory)
      return now !== undefined && now !== pid
    }))).every(Boolean)
    const well = replaced && (await isWell(product.origin))
    if (well) break
    if (performance.now() - started > withinMs) throw new Error(`not back after ${withinMs / 1_000} s: ${replaced ? '' : 'a process has not been replaced; '}health is not well`)
    await elapse(100)
  }
  const wellMs = performance.now() - started
  const back = await written
  return back.backMs > wellMs ? back : { backMs: wellMs, last: 'health' }
}

/** Nothing is written any more, and what is there is held against what was told. */
async function judge({ load, world, product, dataDirectory }: Stage): Promise<readonly string[]> {
  await load.rest()
  const found = await lookAt(load.history, world, { port: Number(new URL(product.origin).port), dataDirectory })
  const faults = [...faultsOf(load.history, found), ...(await ghostsIn(product, world))]
  load.go()
  return faults
}

/** A round that did not end says which one it was. */
const named = (what: string) => (cause: unknown): never => {
  throw new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}

/** Kills one process or two with SIGKILL. */
export async function playKill(stage: Stage, among: readonly Victim[], random: Random): Promise<Round> {
  const { product, dataDirectory, signal } = stage
  await elapse(random.between(300, 2_500), undefined, { signal })
  const before = await pidsOf(product, dataDirectory)
  const chosen = new Set([random.any(among) ?? 'portal', ...(random.oneIn(4) ? [random.any(among) ?? 'portal'] : [])])
  const killed = new Map<Victim, number>()
  for (const victim of chosen) {
    const pid = before.get(victim)
    if (pid === undefined) continue
    process.kill(pid, 'SIGKILL')
    killed.set(victim, pid)
  }
  const what = [...killed.keys()].join(' + ')
  const back = await waitUntilBack(stage, backWithinMs.kill, killed).catch(named(what))
  const died = diedByThemselves(before, await pidsOf(product, dataDirectory), new Set(killed.keys()))
  return { what, ...back, told: new Map(), faults: [...died, ...(await judge(stage))] }
}

/** Lets a fault last for some seconds under load, heals it, and wants clear words meanwhile and everything back soon. */
export async function playFault(stage: Stage, fault: Fault, random: Random): Promise<Round> {
  const { load, world, product, dataDirectory, signal } = stage
  await elapse(random.between(300, 1_500), undefined, { signal })
  const before = await pidsOf(product, dataDirectory)
  const [from, first] = [world.now().getTime(), load.history.length]
  const began = performance.now()
  const injury = await inflict(fault, stage, random)
  const [shortest, longest] = lasts[fault]
  try {
    await Promise.all([elapse(random.between(shortest, longest), undefined, { signal }), untilWritten(load, injury.goOn, goesOnWithinMs).catch(named(injury.what))])
  } finally {
    await injury.heal()
  }
  const lastedMs = performance.now() - began
  const what = `${injury.what} ${(lastedMs / 1_000).toFixed(0)} s`
  const back = await waitUntilBack(stage, backWithinMs.fault, new Map()).catch(named(what))
  // A database that cannot keep its log ends itself, as it should.
  const mayEnd = new Set<Victim>(fault === 'disk-full' ? ['postgres'] : [])
  const died = diedByThemselves(before, await pidsOf(product, dataDirectory), mayEnd)
  const during = load.history.slice(first).filter(({ told }) => told !== undefined)
  const told = new Map([...Map.groupBy(during, (one) => one.told ?? '')].map(([code, own]) => [code, own.length]))
  const unclear = fault === 'clock' ? [] : unclearAnswers(load.history, { from, until: from + lastedMs })
  const unsaid = injury.tells && ![...told.keys()].some((code) => code.startsWith('outage.')) ? [`nobody was told of ${injury.what}`] : []
  return { what, ...back, told, faults: [...died, ...new Set([...unclear, ...unsaid]), ...(await judge(stage))] }
}

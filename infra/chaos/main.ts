// npm run chaos -- [--rounds N] [--seed S]: kills processes of a product under load and checks that nothing acknowledged is lost.
import { randomInt } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '#infra/fuzz/random.ts'
import { bold, green, red, say } from '#infra/setup/progress.mjs'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { startProduct, type RunningProduct } from '#infra/start/product.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { throwawaySettings } from '#infra/testing/throwaway-settings.ts'
import { faultsOf } from './history.ts'
import { startLoad, type Load } from './load.ts'
import { lookAt } from './look.ts'
import { ghostsIn } from './ghosts.ts'
import { pidOfVictim, victims, type Victim } from './victims.ts'
import { makeChaosWorld, type ChaosWorld } from './world.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, only: { type: 'string' } } })
const seed = values.seed ?? String(randomInt(1e9))
const rounds = Number(values.rounds)
const among = victims.filter((name) => values.only === undefined || values.only.split(',').includes(name))
const wellWithinMs = 60_000
const streams = ['booking', 'order', 'cancel', 'minutes', 'message'] as const

interface Round {
  readonly killed: readonly Victim[]
  readonly backMs: number
  readonly faults: readonly string[]
}

interface Stage {
  readonly product: RunningProduct
  readonly load: Load
  readonly world: ChaosWorld
  readonly dataDirectory: string
}

const isWell = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) }).then((response) => response.ok, () => false)

/** Milliseconds until all is well and every stream has written again; throws when that takes too long. */
async function waitUntilBack({ product, load, dataDirectory }: Stage, killed: ReadonlyMap<Victim, number>): Promise<number> {
  const started = performance.now()
  const before = new Map(streams.map((stream) => [stream, load.acknowledged(stream)]))
  for (;;) {
    const replaced = (await Promise.all([...killed].map(async ([victim, pid]) => {
      const now = await pidOfVictim(victim, product, dataDirectory)
      return now !== undefined && now !== pid
    }))).every(Boolean)
    const silent = streams.filter((stream) => load.acknowledged(stream) <= (before.get(stream) ?? 0))
    const well = replaced && (await isWell(product.origin))
    if (well && silent.length === 0) return performance.now() - started
    if (performance.now() - started > wellWithinMs)
      throw new Error(`not back after ${wellWithinMs / 1_000} s: ${replaced ? '' : 'a process has not been replaced; '}${well ? '' : 'health is not well; '}silent: ${silent.join(', ')}`)
    await elapse(100)
  }
}

async function playRound(stage: Stage, random: Random): Promise<Round> {
  const { product, load, world, dataDirectory } = stage
  await elapse(random.between(300, 2_500))
  const chosen = new Set([random.any(among) ?? 'portal', ...(random.oneIn(4) ? [random.any(among) ?? 'portal'] : [])])
  const killed = new Map<Victim, number>()
  for (const victim of chosen) {
    const pid = await pidOfVictim(victim, product, dataDirectory)
    if (pid === undefined) continue
    process.kill(pid, 'SIGKILL')
    killed.set(victim, pid)
  }
  const backMs = await waitUntilBack(stage, killed)
  await load.rest()
  const found = await lookAt(load.history, world, Number(new URL(product.origin).port))
  const faults = [...faultsOf(load.history, found), ...(await ghostsIn(product, world))]
  load.go()
  return { killed: [...killed.keys()], backMs, faults }
}

async function playAll(stage: Stage): Promise<readonly Round[]> {
  const played: Round[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const one = await playRound(stage, new Random(`${seed}:${round}`))
    played.push(one)
    say(`  ${String(round).padStart(3)}  ${one.killed.join(' + ').padEnd(26)} back after ${(one.backMs / 1_000).toFixed(1)} s  ${one.faults.length === 0 ? green('nothing lost') : red(one.faults.slice(0, 3).join('; '))}`)
    if (one.faults.length > 0) break
  }
  return played
}

function summarize(played: readonly Round[], { history }: Load): boolean {
  const sorted = played.map(({ backMs }) => backMs).sort((a, b) => a - b)
  const count = (outcome: string): number => history.filter((one) => one.outcome === outcome).length
  const clean = played.length === rounds && played.every(({ faults }) => faults.length === 0)
  say('')
  for (const victim of victims) {
    const own = played.filter(({ killed }) => killed.includes(victim)).map(({ backMs }) => backMs).sort((a, b) => a - b)
    if (own.length > 0) say(`  ${victim.padEnd(11)} killed ${String(own.length).padStart(3)} times, back after ${((own[own.length >> 1] ?? 0) / 1_000).toFixed(1)} s (median), ${((own.at(-1) ?? 0) / 1_000).toFixed(1)} s (longest)`)
  }
  say(`  ${history.length} writes: ${count('acknowledged')} acknowledged, ${count('refused')} refused, ${count('unknown')} never answered; ${streams.map((stream) => `${stream} ${history.filter((one) => one.stream === stream).length}`).join(', ')}`)
  say(bold(clean ? green(`  ${played.length} rounds, seed ${seed}: nothing acknowledged was lost, nothing was done twice, no ghost; longest ${((sorted.at(-1) ?? 0) / 1_000).toFixed(1)} s`) : red(`  seed ${seed}: failed after ${played.length} rounds`)))
  return clean
}

async function main(): Promise<boolean> {
  const folder = await makeTestFolder()
  // Durable, as in a hospital: what is acknowledged is on the disk.
  const settings = await throwawaySettings(folder, { throwaway: false })
  say(`  chaos: ${rounds} rounds, seed ${seed}; data in ${folder}`)
  const product = await startProduct({ settings, mediaWorker: awaitMediaWorker(), onLine: () => undefined, signal: new AbortController().signal })
  let clean = false
  try {
    const world = await makeChaosWorld(folder, settings.ports.postgres)
    const load = await startLoad(product.origin, world)
    const stage = { product, load, world, dataDirectory: folder }
    while (streams.some((stream) => load.acknowledged(stream) === 0)) await elapse(100)
    try {
      clean = summarize(await playAll(stage), load)
    } finally {
      await load.end()
      if (!clean) await writeFile(join(tmpdir(), `lien-vien-chaos-${seed}.json`), JSON.stringify(load.history, null, 1))
    }
  } finally {
    await product.stop()
  }
  if (clean) await rm(folder, { recursive: true, force: true })
  return clean
}

process.on('unhandledRejection', (cause) => say(red(`  unheard: ${cause instanceof Error ? cause.message : String(cause)}`)))
const clean = await main().catch((cause: unknown) => {
  say(red(`  seed ${seed}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`))
  return false
})
process.exit(clean ? 0 : 1)

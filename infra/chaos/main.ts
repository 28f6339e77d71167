// npm run chaos -- [--rounds N] [--seed S] [--only victims] [--faults faults]: kills and starves a product under load and checks that nothing acknowledged is lost.
import { randomInt } from 'node:crypto'
import { cp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Random } from '#infra/fuzz/random.ts'
import { bold, green, red, say, yellow } from '#infra/setup/progress.mjs'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { startProduct } from '#infra/start/product.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { throwawaySettings } from '#infra/testing/throwaway-settings.ts'
import { faults, type Fault } from './faults.ts'
import { streamNames } from './history.ts'
import { startLoad, type Load } from './load.ts'
import { playFault, playKill, untilWritten, type Round, type Stage } from './rounds.ts'
import { victims, type Victim } from './victims.ts'
import { mountVolume } from './volume.ts'
import { clockFileOf, makeChaosWorld } from './world.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, only: { type: 'string' }, faults: { type: 'string' } } })
const seed = values.seed ?? String(randomInt(1e9))
const rounds = Number(values.rounds)
/** Whoever names one kind wants no other. */
const chosenOf = <Name extends string>(names: readonly Name[], own: string | undefined, other: string | undefined): readonly Name[] =>
  own === undefined ? (other === undefined ? names : []) : names.filter((name) => own.split(',').includes(name))
const killable = chosenOf(victims, values.only, values.faults)
const startsWithinMs = 60_000

/** A third of the rounds hurt processes that live, in turn with deaths, where both are asked for. */
function drawn(random: Random, possible: readonly Fault[]): Fault | undefined {
  if (possible.length === 0) return undefined
  return killable.length === 0 || random.oneIn(3) ? random.any(possible) : undefined
}

const toldOf = ({ told }: Round): string => [...told].map(([code, times]) => `${code} ${times}`).join(', ')

async function playAll(stage: Stage, possible: readonly Fault[]): Promise<readonly Round[]> {
  const played: Round[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const random = new Random(`${seed}:${round}`)
    const fault = drawn(random, possible)
    const one = fault === undefined ? await playKill(stage, killable, random) : await playFault(stage, fault, random)
    played.push(one)
    const verdict = one.faults.length === 0 ? green('nothing lost') : red(one.faults.slice(0, 3).join('; '))
    say(`  ${String(round).padStart(3)}  ${one.what.padEnd(26)} back after ${(one.backMs / 1_000).toFixed(1)} s (${one.last} last)  ${verdict}${one.told.size === 0 ? '' : `  told: ${toldOf(one)}`}`)
    if (one.faults.length > 0) break
  }
  return played
}

function summarize(played: readonly Round[], { history }: Load): boolean {
  const sorted = played.map(({ backMs }) => backMs).sort((a, b) => a - b)
  const count = (outcome: string): number => history.filter((one) => one.outcome === outcome).length
  const clean = played.length === rounds && played.every((round) => round.faults.length === 0)
  say('')
  for (const name of [...victims, ...faults] satisfies readonly (Victim | Fault)[]) {
    const own = played.filter(({ what }) => what.split(' ').includes(name)).map(({ backMs }) => backMs).sort((a, b) => a - b)
    if (own.length > 0) say(`  ${name.padEnd(11)} ${String(own.length).padStart(3)} times, back after ${((own[own.length >> 1] ?? 0) / 1_000).toFixed(1)} s (median), ${((own.at(-1) ?? 0) / 1_000).toFixed(1)} s (longest)`)
  }
  say(`  ${history.length} writes: ${count('acknowledged')} acknowledged, ${count('refused')} refused, ${count('unknown')} never answered; ${streamNames.map((stream) => `${stream} ${history.filter((one) => one.stream === stream).length}`).join(', ')}`)
  say(bold(clean ? green(`  ${played.length} rounds, seed ${seed}: nothing acknowledged was lost, nothing was done twice, no ghost; longest ${((sorted.at(-1) ?? 0) / 1_000).toFixed(1)} s`) : red(`  seed ${seed}: failed after ${played.length} rounds`)))
  return clean
}

/** The faults that can be had here; what cannot is named. */
function possibleFaults(volume: Stage['volume']): readonly Fault[] {
  const wanted = chosenOf(faults, values.faults, values.only)
  if (volume !== null || !wanted.includes('disk-full')) return wanted
  say(yellow('  disk-full is left out: this account may not mount a volume of its own (root, or CAP_SYS_ADMIN)'))
  return wanted.filter((fault) => fault !== 'disk-full')
}

/** What a fault is looked into by: the history, and the processes' logs, which a volume in memory takes with it. */
async function keepEvidence(folder: string, { history }: Load): Promise<void> {
  const kept = join(tmpdir(), `lien-vien-chaos-${seed}`)
  await writeFile(`${kept}.json`, JSON.stringify(history, null, 1))
  await cp(join(folder, 'logs'), `${kept}-logs`, { recursive: true }).catch(() => undefined)
  say(`  kept: ${kept}.json, ${kept}-logs`)
}

/** Ctrl-C ends the rounds and takes everything down; a second one ends us at once. */
function listenForStop(): { readonly signal: AbortSignal; readonly stopped: Promise<never> } {
  const controller = new AbortController()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  stopped.catch(() => undefined)
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      controller.abort()
      reject(new Error('stopped by hand'))
    })
  }
  return { signal: controller.signal, stopped }
}

type ByHand = ReturnType<typeof listenForStop>

async function playOn(product: Stage['product'], { folder, volume, port }: { readonly folder: string; readonly volume: Stage['volume']; readonly port: number }, { signal, stopped }: ByHand): Promise<boolean> {
  const possible = possibleFaults(volume)
  const world = await Promise.race([makeChaosWorld(folder, port), stopped])
  const load = await Promise.race([startLoad(product.origin, world), stopped])
  let clean = false
  try {
    await Promise.race([untilWritten(load, streamNames, startsWithinMs), stopped])
    clean = summarize(await Promise.race([playAll({ product, load, world, dataDirectory: folder, volume }, possible), stopped]), load)
    return clean
  } finally {
    await load.end()
    await world.store.close().catch(() => undefined)
    if (!clean && !signal.aborted) await keepEvidence(folder, load)
  }
}

async function main(): Promise<boolean> {
  const byHand = listenForStop()
  const folder = await makeTestFolder()
  const volume = chosenOf(faults, values.faults, values.only).includes('disk-full') ? mountVolume(folder) : null
  process.env['CHAOS_CLOCK_FILE'] = clockFileOf(folder)
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import ${pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href}`.trim()
  let clean = false
  try {
    // Durable, as in a hospital: what is acknowledged is on the disk.
    const settings = await throwawaySettings(folder, { throwaway: false })
    say(`  chaos: ${rounds} rounds, seed ${seed}; data in ${folder}`)
    const product = await startProduct({ settings, mediaWorker: awaitMediaWorker(), onLine: () => undefined, signal: byHand.signal })
    try {
      clean = await playOn(product, { folder, volume, port: settings.ports.postgres }, byHand)
    } finally {
      volume?.drain()
      await product.stop()
    }
  } finally {
    volume?.unmount()
    if (clean || byHand.signal.aborted) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
  return clean
}

process.on('unhandledRejection', (cause) => say(red(`  unheard: ${cause instanceof Error ? cause.message : String(cause)}`)))
const clean = await main().catch((cause: unknown) => {
  say(red(`  seed ${seed}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`))
  return false
})
process.exit(clean ? 0 : 1)

// npm run chaos -- [--rounds N] [--minutes M] [--seed S] [--only victims] [--faults faults]: kills and starves a product under load and checks that nothing acknowledged is lost.
import { randomInt } from 'node:crypto'
import { cp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Random } from '#infra/fuzz/random.ts'
import { red, say, yellow } from '#infra/setup/progress.mjs'
import { endCommands } from '#infra/setup/run.mjs'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { startProduct } from '#infra/start/product.ts'
import { listenForEnd, type ByHand } from '#infra/start/stop-signals.ts'
import { makeTestFolder, sweepAfterUs } from '#infra/testing/test-folder.ts'
import { throwawaySettings } from '#infra/testing/throwaway-settings.ts'
import { faults, type Fault } from './faults.ts'
import { streamNames, type Write } from './history.ts'
import { startLoad } from './load.ts'
import { playFault, playKill, untilWritten, type Round, type Stage } from './rounds.ts'
import { sayRound, summarize } from './summary.ts'
import { victims } from './victims.ts'
import { mountVolume, type Volume } from './volume.ts'
import { clockFileOf, makeChaosWorld } from './world.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string' }, minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, faults: { type: 'string' } } })
const seed = values.seed ?? String(randomInt(1e9))
/** Whoever names minutes wants as many rounds as there is time for. */
const rounds = Number(values.rounds ?? (values.minutes === undefined ? 20 : Infinity))
const lastsMs = Number(values.minutes ?? Infinity) * 60_000
/** Whoever names one kind wants no other. */
const chosenOf = <Name extends string>(names: readonly Name[], own: string | undefined, other: string | undefined): readonly Name[] =>
  own === undefined ? (other === undefined ? names : []) : names.filter((name) => own.split(',').includes(name))
const killable = chosenOf(victims, values.only, values.faults)
const startsWithinMs = 120_000

/** A third of the rounds hurt processes that live, in turn with deaths, where both are asked for. */
function drawn(random: Random, possible: readonly Fault[]): Fault | undefined {
  if (possible.length === 0) return undefined
  return killable.length === 0 || random.oneIn(3) ? random.any(possible) : undefined
}

/** Plays round after round into `played`, until the first that goes wrong. */
async function playAll(stage: Stage, possible: readonly Fault[], played: Round[]): Promise<void> {
  const until = performance.now() + lastsMs
  for (let round = 1; round <= rounds && performance.now() < until; round += 1) {
    stage.signal.throwIfAborted()
    const random = new Random(`${seed}:${round}`)
    const fault = drawn(random, possible)
    const one = fault === undefined ? await playKill(stage, killable, random) : await playFault(stage, fault, random)
    played.push(one)
    sayRound(round, one)
    if (one.faults.length > 0) break
  }
}

/** The faults that can be had here; what cannot is named. */
function possibleFaults(volume: Stage['volume']): readonly Fault[] {
  const wanted = chosenOf(faults, values.faults, values.only)
  if (volume !== null || !wanted.includes('disk-full')) return wanted
  say(yellow('  disk-full is left out: this account may not mount a volume of its own (root, or CAP_SYS_ADMIN)'))
  return wanted.filter((fault) => fault !== 'disk-full')
}

/** What a fault is looked into by: the history, and the processes' logs, which a volume in memory takes with it. */
async function keepEvidence(folder: string, history: readonly Write[]): Promise<void> {
  const kept = join(tmpdir(), `lien-vien-chaos-${seed}`)
  await writeFile(`${kept}.json`, JSON.stringify(history, null, 1))
  await cp(join(folder, 'logs'), `${kept}-logs`, { recursive: true }).catch(() => undefined)
  await cp(join(folder, 'postgres', 'server.log'), join(`${kept}-logs`, 'postgres.log')).catch(() => undefined)
  say(`  kept: ${kept}.json, ${kept}-logs`)
}

interface Ground {
  readonly folder: string
  readonly volume: Volume | null
  readonly postgresPort: number
}

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

async function playOn(product: Stage['product'], { folder, volume, postgresPort }: Ground, { signal, stopped }: ByHand): Promise<boolean> {
  const possible = possibleFaults(volume)
  const world = await Promise.race([makeChaosWorld(folder, postgresPort), stopped])
  const load = await Promise.race([startLoad(product.origin, world), stopped])
  const [played, began]: [Round[], number] = [[], performance.now()]
  let [cutShort, clean]: [string | undefined, boolean] = [undefined, false]
  try {
    await Promise.race([untilWritten(load, streamNames, startsWithinMs), stopped])
    await Promise.race([playAll({ product, load, world, dataDirectory: folder, volume, signal }, possible, played), stopped])
  } catch (cause) {
    cutShort = wordsOf(cause)
  } finally {
    clean = summarize({ seed, rounds: played, tookMs: performance.now() - began, history: load.history, cutShort })
    const ended = load.end().catch(() => undefined)
    // Whoever stops by hand need not wait for writes that nobody will answer.
    if (!signal.aborted) await ended
    await world.store.close().catch(() => undefined)
    if (!clean && !signal.aborted) await keepEvidence(folder, load.history)
  }
  return clean
}

/** Whether there is a product that is to be stopped in order. */
let isUp = false

/** Starts a product of its own in the folder, plays on it, and takes it down again. */
async function playIn(folder: string, volume: Volume | null, byHand: ByHand): Promise<boolean> {
  // Durable, as in a hospital: what is acknowledged is on the disk.
  const settings = await throwawaySettings(folder, { throwaway: false })
  const howLong = values.minutes === undefined ? `${rounds} rounds` : `${values.minutes} min`
  say(`  chaos: ${howLong}, seed ${seed}; data in ${folder}`)
  const product = await startProduct({ settings, mediaWorker: awaitMediaWorker(), onLine: () => undefined, signal: byHand.signal })
  isUp = true
  try {
    return await playOn(product, { folder, volume, postgresPort: settings.ports.postgres }, byHand)
  } catch (cause) {
    if (!byHand.signal.aborted) await keepEvidence(folder, [])
    throw cause
  } finally {
    volume?.drain()
    await product.stop()
  }
}

async function main(): Promise<boolean> {
  // While it still starts, what runs now is cut short, and the start then takes down what it has built so far.
  const byHand = listenForEnd(() => {
    say(yellow('  stopping…'))
    if (!isUp) endCommands()
  })
  const folder = await makeTestFolder()
  sweepAfterUs(folder)
  const volume = chosenOf(faults, values.faults, values.only).includes('disk-full') ? mountVolume(folder) : null
  process.env['CHAOS_CLOCK_FILE'] = clockFileOf(folder)
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import ${pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href}`.trim()
  try {
    return await playIn(folder, volume, byHand)
  } catch (cause) {
    if (!byHand.signal.aborted) throw cause
    say(red(`  seed ${seed}: stopped by hand before it was up`))
    return false
  } finally {
    volume?.unmount()
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

process.on('unhandledRejection', (cause) => say(red(`  unheard: ${wordsOf(cause)}`)))
const clean = await main().catch((cause: unknown) => {
  say(red(`  seed ${seed}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`))
  return false
})
process.exit(clean ? 0 : 1)

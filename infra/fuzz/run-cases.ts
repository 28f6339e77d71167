import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Random } from './random.ts'

/** One outside surface: how a case is made, and how it is tried. */
export interface Surface<Input> {
  readonly name: string
  readonly make: (random: Random) => Input
  /** Tries one input and names how it was taken; throws where it broke something. */
  readonly attempt: (input: Input) => Promise<string>
  /** How an input is kept in the corpus, and read from there. */
  readonly write: (input: Input) => Buffer
  readonly read: (kept: Buffer) => Input
}

/** What a run is asked for; `npm run fuzz` hands it over in the environment. */
export interface FuzzOrder {
  readonly seconds: number
  readonly seed: string
  /** Only this case of the seed. */
  readonly only: number | undefined
  /** Where the command reads what a run has come to, and asks it to end. */
  readonly folder?: string | undefined
}

export interface FuzzReport {
  readonly cases: number
  readonly outcomes: ReadonlyMap<string, number>
  /** CPU of our thread for the dearest one. */
  readonly slowestMs: number
  /** Wall time of the one that was answered last. */
  readonly longestMs: number
}

/** The files in the folder of an order. */
export const stopFileIn = (folder: string): string => join(folder, 'stop')
export const reportFileIn = (folder: string, surface: string): string => join(folder, `${surface}.json`)

/** CPU of our thread that one input may cost: more is a server that stands still for everybody. */
const longestMs = 1_000
/** Wall time after which an input counts as never answered, also on a crowded machine. */
const patienceMs = 30_000
/** A short run, as in the tests of every change. */
const shortSeconds = 2
/** A crowded machine still tries so many. */
const leastCases = 25
/** The first ones also pay for what is loaded and compiled once. */
const warmingUp = 20

const corpus = join(import.meta.dirname, 'corpus')
/** The corpus is committed, and every run of the tests tries all of it. */
const largestInCorpus = 256 * 1024

/** The tests of every change try the same cases each time; `npm run fuzz` throws the dice. */
const usualSeed = '20261122'

/** Reads the order. */
export function readOrder(source: Readonly<Record<string, string | undefined>> = process.env): FuzzOrder {
  const { FUZZ_SECONDS, FUZZ_SEED, FUZZ_CASE, FUZZ_FOLDER } = source
  return {
    seconds: Number(FUZZ_SECONDS ?? shortSeconds),
    seed: FUZZ_SEED ?? usualSeed,
    only: FUZZ_CASE === undefined ? undefined : Number(FUZZ_CASE),
    folder: FUZZ_FOLDER,
  }
}

/** The time that a test of so long a run may take. */
export const timeFor = ({ seconds }: FuzzOrder): number => seconds * 1_000 + 2 * patienceMs

function keptCases<Input>({ name, read }: Surface<Input>): readonly Input[] {
  const folder = join(corpus, name)
  try {
    return readdirSync(folder).sort().map((file) => read(readFileSync(join(folder, file))))
  } catch {
    return []
  }
}

/** Keeps what broke something, so that every later run begins with it; what is too large for that is left outside of the checkout. */
function keep<Input>({ name, write }: Surface<Input>, input: Input): string {
  const bytes = write(input)
  const isSmall = bytes.length <= largestInCorpus
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const file = isSmall ? join(corpus, name, hash) : join(tmpdir(), `lien-vien-fuzz-${name}-${hash}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return isSmall ? file : `${file} (${Math.ceil(bytes.length / 1024)} KiB, too large for the corpus)`
}

async function within(work: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** CPU in milliseconds that our own thread has used since the given moment. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

async function tryOne<Input>(surface: Surface<Input>, input: Input, cpuAllowedMs: number): Promise<{ readonly outcome: string; readonly cpuMs: number; readonly tookMs: number }> {
  const [before, began] = [process.threadCpuUsage(), performance.now()]
  const outcome = await within(surface.attempt(input))
  const cpuMs = cpuSince(before)
  if (cpuMs > cpuAllowedMs) throw new Error(`held the thread for ${Math.round(cpuMs)} ms of CPU`)
  return { outcome, cpuMs, tookMs: performance.now() - began }
}

/**
 * Tries what the corpus keeps, then new inputs until the time is over or the command asks for the end. Each input depends on the
 * seed and its number alone; the first that breaks something ends the run, is kept in the corpus, and is named so that it can be repeated.
 */
export async function runCases<Input>(surface: Surface<Input>, order: FuzzOrder): Promise<FuzzReport> {
  const began = performance.now()
  const report = { cases: 0, outcomes: new Map<string, number>(), slowestMs: 0, longestMs: 0 }
  let fault: string | undefined
  try {
    await tryAll(surface, order, report)
  } catch (cause) {
    fault = cause instanceof Error ? cause.message : String(cause)
    throw cause
  } finally {
    const { seed, folder } = order
    if (folder !== undefined) writeFileSync(reportFileIn(folder, surface.name), JSON.stringify({ ...report, outcomes: Object.fromEntries(report.outcomes), seed, seconds: (performance.now() - began) / 1_000, fault }))
  }
  return report
}

/** Tries one after the other and counts into the report. */
async function tryAll<Input>(surface: Surface<Input>, { seed, seconds, only, folder }: FuzzOrder, report: { -readonly [Part in keyof FuzzReport]: FuzzReport[Part] } & { readonly outcomes: Map<string, number> }): Promise<void> {
  const one = async (input: Input, name: string): Promise<void> => {
    const isCold = report.cases < warmingUp
    const tried = await tryOne(surface, input, isCold ? 3 * longestMs : longestMs).catch((cause: unknown) => {
      const again = `npm run fuzz -- ${surface.name} --seed ${seed} --case ${name}`
      throw new Error(`${surface.name}: ${cause instanceof Error ? cause.message : String(cause)}\n  again: ${again}\n  kept: ${keep(surface, input)}`, { cause })
    })
    report.outcomes.set(tried.outcome, (report.outcomes.get(tried.outcome) ?? 0) + 1)
    report.cases += 1
    if (isCold) return
    report.slowestMs = Math.max(report.slowestMs, tried.cpuMs)
    report.longestMs = Math.max(report.longestMs, tried.tookMs)
  }
  const make = (index: number): Input => surface.make(new Random(`${seed}:${index}`))
  if (only !== undefined) return one(make(only), String(only))
  for (const input of keptCases(surface)) await one(input, 'corpus')
  const until = performance.now() + seconds * 1_000
  const isAskedToEnd = (): boolean => folder !== undefined && existsSync(stopFileIn(folder))
  for (let index = 0; (performance.now() < until || index < leastCases) && !isAskedToEnd(); index += 1) await one(make(index), String(index))
}

/** One line of what a run has seen. */
export function describeReport(name: string, { seed }: FuzzOrder, { cases, outcomes, slowestMs, longestMs: longest }: FuzzReport): string {
  const counts = [...outcomes].sort(([, a], [, b]) => b - a).slice(0, 12).map(([outcome, count]) => `${outcome} ${count}`)
  return `fuzz ${name}: ${cases} cases, seed ${seed}, slowest ${slowestMs.toFixed(0)} ms of CPU, ${longest.toFixed(0)} ms until it was answered; ${counts.join(', ')}`
}

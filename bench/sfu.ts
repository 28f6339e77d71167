import { basename } from 'node:path'
import type { Bench, BenchOptions, BenchResult, Figure } from './bench.ts'
import { directSsrc, FilledPlane, type Forwarding, type Load } from './forwarding.ts'
import { fullPace } from './load.ts'
import { startBareRouter } from './planes/bare-router.ts'
import { startJanus } from './planes/janus.ts'
import { startLiveKit } from './planes/livekit.ts'
import { assertOneCipher } from './planes/one-cipher.ts'
import { startOurSfu } from './planes/our-sfu.ts'
import { startPion } from './planes/pion.ts'
import { inTime, PlaneAbsent, type Plane, type PlaneOptions } from './planes/plane.ts'
import { openDirectPair } from './planes/sdp-peer.ts'
import { interleave, type Variant } from './rounds.ts'
import { spreadOf } from './statistics.ts'

type StartPlane = (options: PlaneOptions) => Promise<Plane>

const ours: StartPlane = startOurSfu
const everyPlane: readonly StartPlane[] = [ours, startBareRouter, startJanus, startPion, startLiveKit]

/** Our SFU with another build of its worker, named by its file. */
const oursWith = (workerBin: string): StartPlane => async (options) => ({ ...(await ours({ ...options, workerBin })), name: basename(workerBin) })

/** Packets per second of one camera fall with the audience: the clients share the machine with what they measure. */
const audiences: readonly Load[] = [
  [1, fullPace],
  [10, fullPace],
  [40, fullPace],
  [100, fullPace / 2],
  [200, fullPace / 4],
].map(([viewers = 0, packetsPerSecond = 0]) => ({ name: `${viewers} viewers`, senders: 1, viewers, packetsPerSecond, sourcesOf: () => [0] }))

const conferences: readonly Load[] = [5, 8].map((people) => ({
  name: `${people}x${people}`,
  senders: people,
  viewers: people,
  packetsPerSecond: fullPace / 4,
  sourcesOf: (viewer) => Array.from({ length: people }, (_, source) => source).filter((source) => source !== viewer),
}))

/** The column of each measure. */
const columns: Readonly<Record<keyof Forwarding, string>> = {
  worker: 'CPU us/packet',
  whole: 'whole us/packet',
  secondsPerGigabit: 'CPU s/Gbit',
  p50: 'delay p50 ms',
  p95: 'p95 ms',
  p99: 'p99 ms',
  lostPercent: 'lost %',
  joinMs: 'join ms',
  megabytes: 'MB',
}
const measures = Object.keys(columns).filter((key): key is keyof Forwarding => key in columns)

/** What forwarding costs: our SFU beside bare mediasoup, Janus, a bare Pion forwarder and LiveKit. */
export const sfuBench: Bench = {
  name: 'sfu',
  purpose: 'cameras to 1-200 viewers and in conferences over real WebRTC, native clients, AES-128-GCM for all',
  run: async (options) => {
    const asked = ({ name }: Load): boolean => options.loads.length === 0 || options.loads.includes(name)
    const starts = options.against.length > 0 ? [ours, ...options.against.map(oursWith)] : everyPlane
    const results = []
    for (const loads of [audiences.filter(asked), ...conferences.filter(asked).map((load) => [load])]) {
      if (loads.length > 0) results.push(await compare(options, { starts, loads }))
    }
    return {
      figures: results.flatMap(({ figures }) => figures),
      voidRounds: results.reduce((sum, { voidRounds }) => sum + voidRounds, 0),
      remarks: [
        ...new Set(results.flatMap(({ remarks }) => remarks)),
        `1200-byte packets, ${fullPace} a second, at 100 viewers half and at 200 and in conferences a quarter of that, in bursts of 30 frames a second as Chromium sends them.`,
        '"whole" adds the process around the worker: control, announcements, metrics. Delays are less those of a pair without anything between, at the same time. MB is resident memory of all processes.',
      ],
    }
  },
}

/** Measures our SFU beside bare mediasoup with so many viewers, round by round in turn. */
export async function forwardingCost(options: BenchOptions, viewers: number): Promise<BenchResult> {
  return compare(options, { starts: [ours, startBareRouter], loads: audiences.filter((load) => load.viewers === viewers) })
}

/** Measures the planes under each load, which only grows; those that cannot be had are named. */
async function compare(options: BenchOptions, { starts, loads }: { readonly starts: readonly StartPlane[]; readonly loads: readonly Load[] }): Promise<BenchResult> {
  const planes: FilledPlane[] = []
  const remarks: string[] = []
  try {
    for (const [index, start] of starts.entries()) {
      try {
        planes.push(await openPlane(start, { ...options, mediaPort: 21_000 + index * 10, loads }))
      } catch (cause) {
        if (!(cause instanceof PlaneAbsent)) throw cause
        remarks.push(`Left out: ${cause.message}.`)
      }
    }
    const results = []
    for (const load of loads) results.push(await measureLoad(options, planes, load))
    remarks.push(...results.flatMap((result) => result.remarks))
    return { figures: results.flatMap(({ figures }) => figures), voidRounds: results.reduce((sum, { voidRounds }) => sum + voidRounds, 0), remarks }
  } finally {
    await Promise.all(planes.map((plane) => plane.close()))
  }
}

interface Opened {
  readonly workerBin: string
  readonly mediaPort: number
  readonly loads: readonly Load[]
}

/** Opens a plane with its senders and its first viewer, whose cipher must be everybody's. */
async function openPlane(start: StartPlane, { workerBin, mediaPort, loads: [load] }: Opened): Promise<FilledPlane> {
  if (!load) throw new Error('there is no load')
  const ssrcs = Array.from({ length: load.senders }, (_, sender) => 1_001 + sender)
  const direct = await openDirectPair(directSsrc)
  return assertOneCipher(async () => {
    const filled = new FilledPlane(await inTime('a plane with its senders', start({ workerBin, mediaPort, ssrcs })), ssrcs, direct)
    await filled.fill({ ...load, viewers: 1 })
    return filled
  })
}

async function measureLoad({ rounds, evenBusy }: BenchOptions, planes: readonly FilledPlane[], load: Load): Promise<BenchResult> {
  for (const filled of planes) await filled.fill(load)
  const variants = planes.map((filled) => variantOf(filled, load))
  const pids = (): number[] => [process.pid, ...planes.flatMap(({ plane }) => [...plane.workers(), ...plane.attendants()])]
  const { values, voidRounds } = await interleave(variants, { rounds, ours: pids, evenBusy })
  const remarks = planes.length > 1 ? [ratios(load, planes, values)] : []
  const figures = planes.flatMap(({ plane: { name } }) =>
    measures.map((measure): Figure => {
      const named = nameOf(load, name, measure)
      return { name: named, unit: columns[measure], values: values.get(named) ?? [], cell: { row: `${load.name}, ${name}`, column: columns[measure] } }
    }),
  )
  return { figures, voidRounds, remarks }
}

const nameOf = (load: Load, plane: string, measure: keyof Forwarding): string => `${load.name}, ${plane}, ${columns[measure]}`

function variantOf(filled: FilledPlane, load: Load): Variant {
  return {
    measure: async () => {
      const measured = await filled.measure(load)
      return measured && Object.fromEntries(measures.map((measure) => [nameOf(load, filled.plane.name, measure), measured[measure]]))
    },
  }
}

/** Our worker's CPU for a packet against each other plane's. */
function ratios(load: Load, planes: readonly FilledPlane[], values: ReadonlyMap<string, readonly number[]>): string {
  const cost = (name: string): number => spreadOf(values.get(nameOf(load, name, 'worker')) ?? [])?.median ?? NaN
  const [first, ...others] = planes.map(({ plane }) => plane.name)
  if (first === undefined) return ''
  return `CPU of ${first}, ${load.name}: ${others.map((name) => `${(cost(first) / cost(name)).toFixed(2)} x ${name}`).join(', ')}.`
}

// npm run soak -- [--minutes 60] [--rate 10]: people come and go, natively, and what the processes hold is watched.
import { setTimeout as elapse } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { presentWorker } from '#infra/media-worker/locate.mjs'
import { listenForEnd } from '#infra/start/stop-signals.ts'
import { describeMachine } from '../report.ts'
import { openRoomServers, type RoomServers } from '../room-servers.ts'
import { quantile } from '../statistics.ts'
import { look, type State } from './probes.ts'
import { percentPerHour, type Sample } from './slope.ts'
import { openVisits, type Visits } from './visits.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
const rate = Number(values.rate)
const { signal, stopped } = listenForEnd()
const mediaPort = 21_080
const warmUpSeconds = 20
/** A line that broke without a word has its media for twenty seconds more. */
const restMs = 30_000
/** In less time caches still fill and no slope means anything. */
const leastMinutesForSlope = 20
const most = { percentPerHour: 1, loopP99: 20 } as const

interface Watched {
  readonly states: readonly { readonly hours: number; readonly state: State }[]
  readonly failed: number
  readonly whole: number
}

const round = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1))

/** Minute by minute, for as long as was asked. */
async function soak(servers: RoomServers, visits: Visits): Promise<Watched> {
  const states: Watched['states'][number][] = []
  const began = performance.now()
  let [failed, whole] = [0, 0]
  visits.account()
  for (let minute = 1; minute <= minutes; minute += 1) {
    const [, state] = await Promise.all([visits.run(rate, 60), elapse(50_000).then(() => look(servers))])
    states.push({ hours: (performance.now() - began) / 3_600_000, state })
    const account = visits.account()
    failed += account.failed.length
    whole += account.whole
    const joined = [...account.joinMs].sort((a, b) => a - b)
    const processes = [...state.processes].map(([name, { memory, loopP99 }]) => `${name} ${memory.toFixed(0)} MiB${loopP99 === undefined ? '' : `, loop p99 ${round(loopP99)} ms`}`)
    console.log(`${String(minute).padStart(3)}  ${account.whole} visits, media after p50 ${quantile(joined, 0.5).toFixed(0)} p95 ${quantile(joined, 0.95).toFixed(0)} ms; ${processes.join('; ')}${account.failed.length === 0 ? '' : `; ${account.failed.length} failed: ${account.failed[0] ?? ''}`}`)
  }
  return { states, failed, whole }
}

/** What must not have grown: everybody has gone, as before. */
function leaksBetween(before: State, after: State): readonly string[] {
  const held = Object.entries(after.holdings).flatMap(([name, value]) => (value > before.holdings[name as keyof State['holdings']] ? [`${name} ${String(value)}`] : []))
  const kept = [...after.processes].flatMap(([name, { descriptors, handles }]) => {
    const earlier = before.processes.get(name)
    if (earlier === undefined) return [`${name} is another process`]
    return [
      ...(descriptors > earlier.descriptors ? [`${name}: descriptors ${String(earlier.descriptors)} → ${String(descriptors)}`] : []),
      ...(handles !== undefined && earlier.handles !== undefined && handles > earlier.handles ? [`${name}: handles ${String(earlier.handles)} → ${String(handles)}`] : []),
    ]
  })
  return [...held, ...kept]
}

/** Whether everything promised was kept; says each. */
function judge({ states, failed, whole }: Watched, leaks: readonly string[]): boolean {
  // The first third is when caches fill.
  const settled = states.slice(Math.floor(states.length / 3))
  const names = [...(states[0]?.state.processes.keys() ?? [])]
  const slopes = names.map((name) => ({
    name,
    slope: percentPerHour(settled.flatMap(({ hours, state }): Sample[] => {
      const memory = state.processes.get(name)?.memory
      return memory === undefined ? [] : [{ hours, value: memory }]
    })),
  }))
  const late = states.flatMap(({ state }) => [...state.processes.values()].flatMap(({ loopP99 }) => (loopP99 === undefined ? [] : [loopP99]))).sort((a, b) => a - b)
  const judgeSlope = minutes >= leastMinutesForSlope
  const verdicts = [
    { said: `${whole} visits whole, ${failed} failed`, kept: failed === 0 },
    ...slopes.map(({ name, slope }) => ({ said: `${name}: memory ${round(slope)} %/h${judgeSlope ? '' : ' (too short to judge)'}`, kept: !judgeSlope || (slope ?? 0) < most.percentPerHour })),
    { said: `event loop: p99 of each minute, median ${round(quantile(late, 0.5))} ms, worst ${round(late.at(-1))} ms`, kept: (late.at(-1) ?? 0) <= most.loopP99 },
    { said: leaks.length === 0 ? 'nothing is held that was not held before' : `held still: ${leaks.join('; ')}`, kept: leaks.length === 0 },
  ]
  for (const { said, kept } of verdicts) console.log(`${kept ? 'kept  ' : 'MISSED'}  ${said}`)
  return verdicts.every(({ kept }) => kept)
}

/** Lets people come and go, and compares what is held before and after. */
async function soakAndJudge(servers: RoomServers): Promise<boolean> {
  const visits = await openVisits(servers)
  await visits.run(rate, warmUpSeconds)
  await visits.ended()
  await elapse(restMs)
  const before = await look(servers)
  const watched = await soak(servers, visits)
  await visits.ended()
  await elapse(restMs)
  const kept = judge(watched, leaksBetween(before, await look(servers)))
  visits.close()
  return kept
}

async function main(workerBin: string): Promise<boolean> {
  const { cpu, cores, node, mediasoup, commit } = describeMachine()
  console.log(`soak: ${rate} come and go a second for ${minutes} min; ${cpu}, ${cores} cores, Node ${node}, mediasoup ${mediasoup}, commit ${commit}`)
  const servers = await openRoomServers({ workerBin, mediaPort })
  try {
    return await Promise.race([soakAndJudge(servers), stopped])
  } finally {
    await servers.close()
  }
}

const workerBin = presentWorker()
if (!workerBin) throw new Error('the media worker is missing: `npm start` builds it')
const kept = await main(workerBin).catch((cause: unknown) => {
  if (!signal.aborted) throw cause
  console.log('stopped by hand')
  return false
})
// The native WebRTC library keeps threads of its own.
process.exit(kept ? 0 : 1)

import type { Bench, BenchOptions, Figure } from './bench.ts'
import { openBrowserConsult, type Arrival } from './browser-consult.ts'
import { Cameras, fullPace } from './load.ts'
import { startBareRouter } from './planes/bare-router.ts'
import { startOurSfu } from './planes/our-sfu.ts'
import { plainSeat, type Plane } from './planes/plane.ts'
import { interleave } from './rounds.ts'
import { forwardingCost } from './sfu.ts'
import { spreadOf } from './statistics.ts'

const arrivalsPerRound = 10

/** How long it takes until somebody who joins sees, and what a packet costs the SFU meanwhile. */
export const joinBench: Bench = {
  name: 'join',
  purpose: 'from asking to join until media arrives, beside the CPU for each forwarded packet',
  run: async (options) => {
    const browser = await browserArrivals(options)
    const arrivals = await arrivalTimes(options)
    const cost = await forwardingCost(options, 10)
    return {
      figures: [browser.figure, ...arrivals.figures, ...cost.figures],
      voidRounds: arrivals.voidRounds + cost.voidRounds,
      remarks: [
        ...browser.remarks,
        ...cost.remarks,
        '"first packet": from the request to open the seat until RTP is in the hands of a native client on this machine.',
      ],
    }
  },
}

/** A doctor who was let in before clicks to enter again; every arrival is a whole new page, connection and decoder. */
async function browserArrivals({ origin, chromium, rounds }: BenchOptions): Promise<{ figure: Figure; remarks: string[] }> {
  const named = { name: 'Chromium, click to first decoded frame', unit: 'ms' }
  const running = await fetch(`${origin}/api/health`).then(({ ok }) => ok, () => false)
  if (!running || chromium === undefined) {
    const missing = chromium === undefined ? 'Chromium is not installed' : `no product answers at ${origin}`
    return { figure: { ...named, values: [] }, remarks: [`Click to first frame was not measured: ${missing}; start it with \`npm start\` or name it by --origin.`] }
  }
  const consult = await openBrowserConsult(origin, chromium)
  try {
    const arrivals: Arrival[] = []
    for (let arrival = 0; arrival < rounds; arrival += 1) arrivals.push(await consult.arrive())
    return {
      figure: { ...named, values: arrivals.map(({ firstFrame }) => firstFrame) },
      remarks: [
        `"first decoded frame": the chair's picture in the portal's room at ${origin}, both browsers on this machine.`,
        `On the way, median ms after the click: ${timeLine(arrivals)}.`,
      ],
    }
  } finally {
    await consult.close()
  }
}

function timeLine(arrivals: readonly Arrival[]): string {
  const names = new Set(arrivals.flatMap(({ steps }) => Object.keys(steps)))
  const medians = [...names].map((name) => ({ name, at: spreadOf(arrivals.flatMap(({ steps }) => steps[name] ?? []))?.median ?? 0 }))
  return medians.sort((a, b) => a.at - b.at).map(({ name, at }) => `${name} ${at.toFixed(0)}`).join(', ')
}

/** Native clients, one after the other: transport, consumer, ICE, DTLS, resume, first packet. */
async function arrivalTimes({ workerBin, rounds, evenBusy }: BenchOptions): Promise<{ figures: Figure[]; voidRounds: number }> {
  const ssrcs = [1_001]
  const planes = [
    await startBareRouter({ workerBin, mediaPort: 21_020, ssrcs }),
    await startOurSfu({ workerBin, mediaPort: 21_030, ssrcs }),
  ]
  const cameras = planes.map(({ senders }) => new Cameras(senders, ssrcs).run(fullPace))
  try {
    const samples = planes.map((plane) => ({ plane, variant: { measure: () => medianArrival(plane) } }))
    const ours = (): number[] => [process.pid, ...planes.flatMap((plane) => [...plane.workers(), ...plane.attendants()])]
    const { values, voidRounds } = await interleave(samples.map(({ variant }) => variant), { rounds, ours, evenBusy })
    const baseline = arrivalName('mediasoup')
    const figures = [...values].map(([name, each]) => ({
      name,
      unit: 'ms',
      values: each,
      ...(name === baseline ? {} : { baseline }),
    }))
    return { figures: figures.sort((a, b) => a.name.localeCompare(b.name)), voidRounds }
  } finally {
    cameras.forEach((stop) => stop())
    await Promise.all(planes.map((plane) => plane.close()))
  }
}

const arrivalName = (plane: string): string => `${plane}, request to first packet`

async function medianArrival(plane: Plane): Promise<Readonly<Record<string, number>>> {
  const times: number[] = []
  for (let arrival = 0; arrival < arrivalsPerRound; arrival += 1) {
    const { leave, firstPacketMs } = await plane.seatViewer(plainSeat)
    await leave()
    times.push(firstPacketMs)
  }
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return { [arrivalName(plane.name)]: median }
}

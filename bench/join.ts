import type { Bench, BenchOptions, Figure } from './bench.ts'
import { Camera } from './load.ts'
import { startBareRouter } from './planes/bare-router.ts'
import { startOurSfu } from './planes/our-sfu.ts'
import type { Plane } from './planes/plane.ts'
import { interleave } from './rounds.ts'
import { forwardingCost } from './sfu.ts'

const arrivalsPerRound = 10

/** How long it takes until somebody who joins sees, and what a packet costs the SFU meanwhile. */
export const joinBench: Bench = {
  name: 'join',
  purpose: 'from asking to join until media arrives, beside the CPU for each forwarded packet',
  run: async (options) => {
    const arrivals = await arrivalTimes(options)
    const cost = await forwardingCost(options, 10)
    return {
      figures: [...arrivals.figures, ...cost.figures],
      voidRounds: arrivals.voidRounds + cost.voidRounds,
      remarks: [
        '"first packet": from the request to open the seat until RTP is in the hands of a native client on this machine.',
      ],
    }
  },
}

/** Native clients, one after the other: transport, consumer, ICE, DTLS, resume, first packet. */
async function arrivalTimes({ workerBin, rounds, evenBusy }: BenchOptions): Promise<{ figures: Figure[]; voidRounds: number }> {
  const ssrc = 1_001
  const planes = [
    await startBareRouter({ workerBin, mediaPort: 21_020, ssrc }),
    await startOurSfu({ workerBin, mediaPort: 21_030, ssrc }),
  ]
  const cameras = planes.map((plane) => new Camera(plane, ssrc).run())
  try {
    const samples = planes.map((plane) => ({ plane, variant: { measure: () => medianArrival(plane) } }))
    const ours = (): number[] => [process.pid, ...planes.flatMap((plane) => [...plane.workers(), ...plane.attendants()])]
    const { values, voidRounds } = await interleave(samples.map(({ variant }) => variant), { rounds, ours, evenBusy })
    const baseline = arrivalName('bare router')
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
    const { viewer, firstPacketMs } = await plane.seatViewer()
    viewer.close()
    times.push(firstPacketMs)
  }
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  return { [arrivalName(plane.name)]: median }
}

import type { Bench, BenchOptions, Figure } from './bench.ts'
import { measureForwarding, packetsPerSecond, Camera } from './load.ts'
import { startBareRouter } from './planes/bare-router.ts'
import { startOurSfu } from './planes/our-sfu.ts'
import type { Plane } from './planes/plane.ts'
import { interleave, type Variant } from './rounds.ts'

const secondsPerRound = 5
const audiences = [10, 40] as const

/** CPU for each forwarded packet: our SFU beside a bare mediasoup router. */
export const sfuBench: Bench = {
  name: 'sfu',
  purpose: `one camera of ${packetsPerSecond} packets/s to 10 and 40 viewers over real WebRTC`,
  run: async (options) => {
    const results = []
    for (const viewers of audiences) results.push(await forwardingCost(options, viewers))
    return {
      figures: results.flatMap(({ figures }) => figures),
      voidRounds: results.reduce((sum, { voidRounds }) => sum + voidRounds, 0),
      remarks: ['"whole" adds the process around the worker: control, announcements, metrics.'],
    }
  },
}

/** Measures both planes with so many viewers each, round by round in turn. */
export async function forwardingCost(
  { workerBin, rounds, evenBusy }: BenchOptions,
  viewers: number,
): Promise<{ figures: Figure[]; voidRounds: number }> {
  const ssrc = 1_001
  const planes = [
    await startBareRouter({ workerBin, mediaPort: 21_000, ssrc }),
    await startOurSfu({ workerBin, mediaPort: 21_010, ssrc }),
  ]
  try {
    const cameras = planes.map((plane) => ({ plane, camera: new Camera(plane, ssrc) }))
    for (const each of cameras) await fill(each, viewers)
    const variants = cameras.map((each) => variantOf(each, viewers))
    const ours = (): number[] => [process.pid, ...planes.flatMap((plane) => [...plane.workers(), ...plane.attendants()])]
    const { values, voidRounds } = await interleave(variants, { rounds, ours, evenBusy })
    const baseline = `bare router worker, ${viewers} viewers`
    const figures = [...values].map(([name, each]) => ({
      name,
      unit: 'us/packet',
      values: each,
      ...(name === baseline ? {} : { baseline }),
    }))
    return { figures: figures.sort((a, b) => a.name.localeCompare(b.name)), voidRounds }
  } finally {
    await Promise.all(planes.map((plane) => plane.close()))
  }
}

interface Filmed {
  readonly plane: Plane
  readonly camera: Camera
}

async function fill({ plane, camera }: Filmed, viewers: number): Promise<void> {
  const stop = camera.run()
  for (let seated = 0; seated < viewers; seated += 1) {
    await plane.seatViewer()
  }
  stop()
}

function variantOf({ plane, camera }: Filmed, viewers: number): Variant {
  return {
    measure: async () => {
      const { worker, whole, packets } = await measureForwarding(plane, camera, secondsPerRound)
      const expected = packetsPerSecond * secondsPerRound * viewers
      if (packets < expected * 0.9) return undefined
      const of = `, ${viewers} viewers`
      const alone = { [`${plane.name} worker${of}`]: worker }
      return plane.attendants().length === 0 ? alone : { ...alone, [`${plane.name} whole${of}`]: whole }
    },
  }
}

import { once } from 'node:events'
import { setTimeout as elapse } from 'node:timers/promises'
import { keepSending, seatSender, seatViewer } from '#sfu/test-call.ts'
import { videoPayloadType, vp8Packets } from '#sfu/test-rtp.ts'
import { TestSignaling } from '#sfu/test-signaling.ts'
import type { Bench, BenchOptions } from './bench.ts'
import { holderOf, secret, startSfuProcess, workersOf, type SfuProcess } from './planes/our-sfu.ts'
import { quantile } from './statistics.ts'

const viewers = 20
/** As many of each as three minutes hold. */
const deaths = { worker: 50, sfu: 25 } as const
const mediaPort = 21_040
const controlPort = 21_049
const ssrc = 1_002

/** How long twenty viewers go without a picture when what carries it dies. */
export const failoverBench: Bench = {
  name: 'failover',
  purpose: `from SIGKILL until each of ${viewers} viewers has media again, ${deaths.worker} deaths of a worker and ${deaths.sfu} of the process`,
  run: async (options) => {
    const worker = await dieOften(options, { kill: killWorker, deaths: deaths.worker })
    const sfu = await dieOften(options, { kill: killSfu, deaths: deaths.sfu })
    return {
      figures: [
        { name: 'worker killed, median viewer', unit: 'ms', values: worker.map((times) => percentile(times, 0.5)) },
        { name: 'worker killed, p95 viewer', unit: 'ms', values: worker.map((times) => percentile(times, 0.95)) },
        { name: 'SFU process killed, p95 viewer', unit: 'ms', values: sfu.map((times) => percentile(times, 0.95)) },
      ],
      voidRounds: 0,
      remarks: [
        `All ${worker.length * viewers} viewers after a worker's death: p95 ${percentile(worker.flat(), 0.95).toFixed(0)} ms, longest ${Math.max(...worker.flat()).toFixed(0)} ms.`,
        `All ${sfu.length * viewers} viewers after the process's death: p95 ${percentile(sfu.flat(), 0.95).toFixed(0)} ms, longest ${Math.max(...sfu.flat()).toFixed(0)} ms.`,
        'Native clients; each rejoins as a browser does: new paths, ICE, DTLS, first RTP packet. The process is started again at once, as the supervisor does.',
      ],
    }
  },
}

const percentile = (times: readonly number[], share: number): number => quantile([...times].sort((a, b) => a - b), share)

/** The plane as signaling sees it: one control link that is dialled again when the process is back. */
interface Scene {
  sfu: SfuProcess
  signaling: TestSignaling
  room: string
}
type Kill = (scene: Scene, options: BenchOptions) => Promise<void>

async function dieOften(options: BenchOptions, { kill, deaths: times }: { readonly kill: Kill; readonly deaths: number }): Promise<number[][]> {
  const start = { workerBin: options.workerBin, mediaPort, controlPort, workers: 1 }
  const sfu = await startSfuProcess(start)
  const scene: Scene = { sfu, signaling: await TestSignaling.connect(controlPort, { secret }), room: 'bench-0' }
  const rounds: number[][] = []
  let seated = await seatEverybody(scene)
  await Promise.all(seated.arrivals)
  for (let death = 1; death <= times; death += 1) {
    const before = seated
    await untilSpare(scene)
    const killedAt = performance.now()
    await kill(scene, options)
    scene.room = `bench-${String(death)}`
    seated = await seatEverybody(scene)
    rounds.push((await Promise.all(seated.arrivals)).map((at) => at - killedAt))
    before.leave()
  }
  seated.leave()
  scene.signaling.close()
  scene.sfu.kill('SIGTERM')
  await once(scene.sfu, 'exit')
  return rounds
}

/** One camera and twenty viewers, all joining at once; when each has its first packet. */
async function seatEverybody({ signaling, room }: Scene) {
  await signaling.demand('open-room', { room })
  const { producer, sender } = await seatSender(signaling, { room, peer: 'sender', ssrc })
  const next = vp8Packets({ ssrc, payloadType: videoPayloadType })
  const pace = keepSending(sender, next)
  const seats = Array.from({ length: viewers }, (_, index) => seatViewer(signaling, { room, peer: `viewer-${String(index)}`, producer }))
  return {
    arrivals: seats.map(async (seat) => (await seat).firstPacket),
    leave: () => {
      pace.stop()
      sender.close()
      for (const seat of seats) void seat.then(({ viewer }) => viewer.close())
    },
  }
}

/** The only worker that has a port; the spare, which has had its second to get ready, takes its place. */
const killWorker: Kill = async ({ sfu, signaling, room }) => {
  const lost = signaling.hear('room-lost', (news) => news.room === room)
  const pid = holderOf(mediaPort, workersOf(sfu))
  if (pid === undefined) throw new Error('no worker holds the media port')
  process.kill(pid, 'SIGKILL')
  await lost
}

/** The process keeps one worker more than it has ports; until then a death would be answered by a start. */
async function untilSpare({ sfu }: Scene): Promise<void> {
  while (workersOf(sfu).length < 2) await elapse(50)
  await elapse(300)
}

const killSfu: Kill = async (scene, { workerBin }) => {
  const dead = once(scene.sfu, 'exit')
  scene.sfu.kill('SIGKILL')
  await dead
  scene.signaling.close()
  scene.sfu = await startSfuProcess({ workerBin, mediaPort, controlPort, workers: 1 })
  scene.signaling = await TestSignaling.connect(controlPort, { secret })
}

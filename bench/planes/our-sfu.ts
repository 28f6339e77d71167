import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { seatSender, seatViewer as seat } from '#sfu/test-call.ts'
import type { NativeReceiver } from '#sfu/test-native-peer.ts'
import { TestSignaling } from '#sfu/test-signaling.ts'
import type { PlaneOptions } from './bare-router.ts'
import type { Arrival, Plane } from './plane.ts'

export type SfuProcess = ChildProcessByStdio<null, Readable, null>

export const secret = 'a-secret-for-measurements'
const room = 'bench'

/** Our SFU as it runs in production, one worker, asked over its control port. */
export async function startOurSfu({ workerBin, mediaPort, ssrc }: PlaneOptions): Promise<Plane> {
  const controlPort = mediaPort + 1
  const child = await startSfuProcess({ workerBin, mediaPort, controlPort, workers: 1 })
  const signaling = await TestSignaling.connect(controlPort, { secret })
  await signaling.demand('open-room', { room })
  const { producer, sender } = await seatSender(signaling, { room, peer: 'sender', ssrc })

  const viewers: NativeReceiver[] = []
  const seatViewer = async (): Promise<Arrival> => {
    const peer = `viewer-${viewers.length}`
    const asked = performance.now()
    const { viewer, firstPacket } = await seat(signaling, { room, peer, producer })
    const firstPacketMs = (await firstPacket) - asked
    viewers.push(viewer)
    return { viewer, firstPacketMs }
  }
  const packetsTo = async (_: unknown, index: number): Promise<number> => {
    const { consumers } = await signaling.demand('peer-stats', { room, peer: `viewer-${index}` })
    return consumers.reduce((sum, { streams }) => sum + (streams[0]?.packets ?? 0), 0)
  }
  return {
    name: 'our sfu',
    workers: () => workersOf(child),
    attendants: () => (child.pid === undefined ? [] : [child.pid]),
    sender,
    seatViewer,
    forwarded: async () => (await Promise.all(viewers.map(packetsTo))).reduce((sum, packets) => sum + packets, 0),
    close: async () => {
      sender.close()
      viewers.forEach((viewer) => viewer.close())
      signaling.close()
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

interface SfuProcessOptions {
  readonly workerBin: string
  readonly mediaPort: number
  readonly controlPort: number
  readonly workers: number
}

/** Starts the SFU as a process and resolves when it serves. */
export async function startSfuProcess({ workerBin, mediaPort, controlPort, workers }: SfuProcessOptions): Promise<SfuProcess> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('#sfu/main.ts'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MEDIASOUP_WORKER_BIN: workerBin,
      SFU_SECRET: secret,
      SFU_ANNOUNCED_ADDRESS: '127.0.0.1',
      SFU_LISTEN_ADDRESS: '127.0.0.1',
      SFU_MEDIA_PORT: String(mediaPort),
      SFU_CONTROL_PORT: String(controlPort),
      SFU_WORKERS: String(workers),
    },
  })
  const kill = (): boolean => child.kill()
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the SFU did not start')))
    child.stdout.on('data', (line: Buffer) => {
      if (line.includes('sfu.listening')) resolve()
    })
  })
  return child
}

/** The media workers that a process has started. */
export function workersOf({ pid }: SfuProcess): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
}

/** The one of these processes that holds a UDP port. */
export function holderOf(port: number, pids: readonly number[]): number | undefined {
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const row = readFileSync('/proc/net/udp', 'utf8').split('\n').map((line) => line.trim().split(/\s+/)).find((columns) => columns[1]?.endsWith(address) === true)
  const socket = `socket:[${row?.[9] ?? ''}]`
  const holds = (pid: number): boolean => readdirSync(`/proc/${pid}/fd`).some((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`) === socket)
  return pids.find(holds)
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function parentOf(pid: string): number {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]
    return Number(afterName?.split(' ')[1])
  } catch {
    return 0
  }
}

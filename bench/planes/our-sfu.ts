import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { seatSender, seatWatcher } from '#sfu/test-call.ts'
import { TestSignaling } from '#sfu/test-signaling.ts'
import type { Arrival, MediaSender, MediaViewer, Plane, PlaneOptions, Seat } from './plane.ts'

export type SfuProcess = ChildProcessByStdio<null, Readable, null>

export const secret = 'a-secret-for-measurements'
const room = 'bench'

/** Our SFU as it runs in production, one worker, asked over its control port. */
export async function startOurSfu({ workerBin, mediaPort, ssrcs }: PlaneOptions): Promise<Plane> {
  const controlPort = mediaPort + 1
  const limits = { SFU_PEERS_PER_ROOM: '1000', SFU_PEERS_PER_ROUTER: '1000', SFU_SPARE_WORKER: 'false' }
  const child = await startSfuProcess({ workerBin, mediaPort, controlPort, workers: 1, variables: limits })
  const signaling = await TestSignaling.connect(controlPort, { secret })
  await signaling.demand('open-room', { room })
  const senders: MediaSender[] = []
  const producers: string[] = []
  for (const [index, ssrc] of ssrcs.entries()) {
    const { producer, sender } = await seatSender(signaling, { room, peer: `sender-${index}`, ssrc })
    senders.push(sender)
    producers.push(producer)
  }

  const viewers: MediaViewer[] = []
  let asking = 0
  const seatViewer = async ({ sources, quiet }: Seat): Promise<Arrival> => {
    asking += 1
    const peer = `viewer-${asking}`
    const asked = performance.now()
    const watched = producers.filter((_, index) => sources.includes(index))
    const { viewer, firstPacket } = await seatWatcher(signaling, { room, peer, producers: watched, quiet })
    const firstPacketMs = quiet ? NaN : (await firstPacket) - asked
    viewers.push(viewer)
    const leave = async (): Promise<void> => {
      viewer.close()
      await signaling.demand('close-peer', { room, peer })
    }
    return { viewer, firstPacketMs, leave }
  }
  return {
    name: 'our sfu',
    workers: () => workersOf(child),
    attendants: () => (child.pid === undefined ? [] : [child.pid]),
    senders,
    seatViewer,
    close: async () => {
      senders.forEach((sender) => sender.close())
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
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>
}

/** Starts the SFU as a process and resolves when it serves. */
export async function startSfuProcess({ workerBin, mediaPort, controlPort, workers, variables }: SfuProcessOptions): Promise<SfuProcess> {
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
      ...variables,
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

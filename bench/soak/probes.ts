import type { RoomServers } from '../room-servers.ts'
import { openDescriptors, residentMiB } from '../room-servers.ts'

/** One process as it stands now. */
export interface ProcessState {
  readonly memory: number
  /** Files, sockets and pipes. */
  readonly descriptors: number
  /** What Node keeps an eye on; none for a worker, which is no Node. */
  readonly handles: number | undefined
  /** 99th percentile of how late the event loop came since it was last asked, in milliseconds. */
  readonly loopP99: number | undefined
}

/** What the SFU and signaling say they hold. */
export interface Holdings {
  readonly peers: number
  readonly producers: number
  readonly consumers: number
  readonly lines: number
}

export interface State {
  readonly processes: ReadonlyMap<string, ProcessState>
  readonly holdings: Holdings
}

/** The monitor of the loop looks every ten milliseconds and counts them as well. */
const monitorStepMs = 10

/** Looks at every process of the scene. */
export async function look(servers: RoomServers): Promise<State> {
  const [signaling, sfu] = await Promise.all([figuresOf(servers.port), figuresOf(servers.controlPort)])
  const node = (pid: number, figures: Figures): ProcessState => ({
    memory: residentMiB(pid),
    descriptors: openDescriptors(pid),
    handles: figures('nodejs_active_handles_total'),
    loopP99: Math.max(0, figures('nodejs_eventloop_lag_p99_seconds') * 1_000 - monitorStepMs),
  })
  const workers = servers.workers().map((pid, index): [string, ProcessState] => [
    `media worker ${String(index + 1)}`, { memory: residentMiB(pid), descriptors: openDescriptors(pid), handles: undefined, loopP99: undefined },
  ])
  return {
    processes: new Map([['signaling', node(servers.signaling, signaling)], ['SFU', node(servers.sfu, sfu)], ...workers]),
    holdings: { peers: sfu('lienvien_sfu_peers'), producers: sfu('lienvien_sfu_producers'), consumers: sfu('lienvien_sfu_consumers'), lines: signaling('lienvien_room_lines') },
  }
}

type Figures = (name: string) => number

async function figuresOf(port: number): Promise<Figures> {
  const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text()
  return (name) => {
    const value = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]
    if (value === undefined) throw new Error(`no figure is named ${name}`)
    return Number(value)
  }
}

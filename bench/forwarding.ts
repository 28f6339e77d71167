import { readFileSync } from 'node:fs'
import { setTimeout as elapse } from 'node:timers/promises'
import { Cameras, Probe } from './load.ts'
import { inTime, type Arrival, type MediaViewer, type Plane, type Seat } from './planes/plane.ts'
import type { DirectPair } from './planes/sdp-peer.ts'
import { processCpu, residentBytes } from './process-cpu.ts'
import { quantile } from './statistics.ts'

/** So many of a plane's viewers tell what reaches them; the others only receive, as every further callback would take the machine from what is measured. */
const probedViewers = 4
/** Janus takes a second for each; one after the other would take minutes. */
const seatedTogether = 10
/** The stream of the pair that has nothing between. */
export const directSsrc = 4_999
const secondsPerRound = 2.5
/** Of the packets that were due, the kernel must have handed over this share at least, and not more than that. */
const carried = [0.9, 1.1] as const

/** A number of senders, a number of viewers, and who watches whom at which pace. */
export interface Load {
  readonly name: string
  readonly senders: number
  readonly viewers: number
  readonly packetsPerSecond: number
  /** The senders whom a viewer watches. */
  readonly sourcesOf: (viewer: number) => readonly number[]
}

/** What one round says of one plane under one load; microseconds, milliseconds, percent and MB. */
export interface Forwarding {
  readonly worker: number
  readonly whole: number
  readonly secondsPerGigabit: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly lostPercent: number
  readonly joinMs: number
  readonly megabytes: number
}

/** A plane with its cameras and viewers, ready to be measured again and again. */
export class FilledPlane {
  readonly plane: Plane
  readonly #cameras: Cameras
  readonly #direct: DirectPair
  readonly #directCameras: Cameras
  readonly #directProbe: Probe
  readonly #probed: MediaViewer[] = []
  readonly #probes: Probe[] = []
  #seated = 0

  /** The direct pair runs beside the plane: what it needs is no delay of the plane's. */
  constructor(plane: Plane, ssrcs: readonly number[], direct: DirectPair) {
    this.plane = plane
    this.#cameras = new Cameras(plane.senders, ssrcs)
    this.#direct = direct
    this.#directCameras = new Cameras([direct.sender], [directSsrc])
    this.#directProbe = new Probe([direct.viewer])
  }

  async close(): Promise<void> {
    this.#direct.sender.close()
    this.#direct.viewer.close()
    await this.plane.close()
  }

  /** Seats viewers until there are as many as the load has. */
  async fill({ viewers, packetsPerSecond, sourcesOf }: Load): Promise<void> {
    const stop = this.#cameras.run(packetsPerSecond)
    for (; this.#seated < Math.min(viewers, probedViewers); this.#seated += 1) {
      const { viewer } = await this.#seat({ sources: sourcesOf(this.#seated), quiet: false })
      this.#probed.push(viewer)
      this.#probes.push(new Probe([viewer]))
    }
    while (this.#seated < viewers) {
      const together = Array.from({ length: Math.min(seatedTogether, viewers - this.#seated) }, (_, index) => this.#seated + index)
      await Promise.all(together.map((viewer) => this.#seat({ sources: sourcesOf(viewer), quiet: true })))
      this.#seated += together.length
    }
    stop()
  }

  /** Runs the cameras for a while; `undefined` where the load was not carried. */
  async measure({ senders, viewers, packetsPerSecond, sourcesOf }: Load): Promise<Forwarding | undefined> {
    const stops = [this.#cameras.run(packetsPerSecond), this.#directCameras.run(packetsPerSecond)]
    await elapse(400)
    const before = this.#counters()
    await elapse(secondsPerRound * 1_000)
    const after = this.#counters()
    const joinMs = await this.#join(sourcesOf(0))
    stops.forEach((stop) => stop())
    await elapse(150)

    const sent = after.sent - before.sent
    const streams = Array.from({ length: viewers }, (_, viewer) => sourcesOf(viewer).length)
    const due = sent * streams.reduce((sum, count) => sum + count, 0)
    const packets = after.datagrams - before.datagrams - sent * senders - (after.direct - before.direct)
    const watched = streams.slice(0, this.#probed.length).reduce((sum, count) => sum + count, 0)
    const delays = this.#probes.flatMap((probe) => probe.take(before.sent, after.sent)).sort((a, b) => a - b)
    const direct = this.#directProbe.take(before.direct, after.direct)
    if (packets < due * carried[0] || packets > due * carried[1] || delays.length === 0 || direct.length === 0) return undefined
    const worker = (after.workers - before.workers) / packets
    const added = (share: number): number => quantile(delays, share) - quantile(direct, share)
    return {
      worker,
      whole: worker + (after.attendants - before.attendants) / packets,
      secondsPerGigabit: (worker * 1_000) / (1_200 * 8),
      p50: added(0.5),
      p95: added(0.95),
      p99: added(0.99),
      lostPercent: (1 - delays.length / (sent * watched)) * 100,
      joinMs,
      megabytes: [...this.plane.workers(), ...this.plane.attendants()].reduce((sum, pid) => sum + residentBytes(pid), 0) / 1_000_000,
    }
  }

  async #join(sources: readonly number[]): Promise<number> {
    const { firstPacketMs, leave } = await this.#seat({ sources, quiet: false })
    await inTime(`${this.plane.name}: a viewer's leaving`, leave())
    return firstPacketMs
  }

  #seat(seat: Seat): Promise<Arrival> {
    return inTime(`${this.plane.name}: a viewer's arrival`, this.plane.seatViewer(seat))
  }

  #counters(): Readonly<Record<'sent' | 'direct' | 'datagrams' | 'workers' | 'attendants', number>> {
    const cpu = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + processCpu(pid), 0)
    return {
      workers: cpu(this.plane.workers()),
      attendants: cpu(this.plane.attendants()),
      sent: this.#cameras.sent,
      direct: this.#directCameras.sent,
      datagrams: datagramsRead(),
    }
  }
}

/**
 * UDP datagrams that programs of this machine have read since it started: the same count for every plane, and none of
 * its own. What is not media (RTCP, consent checks) is a hundredth or two of it.
 */
function datagramsRead(): number {
  const [names = '', values = ''] = readFileSync('/proc/net/snmp', 'utf8').split('\n').filter((line) => line.startsWith('Udp:'))
  return Number(values.split(' ')[names.split(' ').indexOf('InDatagrams')])
}

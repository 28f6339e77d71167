import { createMetrics } from '#adapters/observability/metrics.ts'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { WorkerUsage } from './media-worker.ts'
import type { RoomRegistry } from './room-registry.ts'
import type { WorkerPool } from './worker-pool.ts'

export interface SfuMetrics {
  readonly registry: Registry
  /** Counts a room whose media was lost. */
  readonly roomLost: () => void
}

/** The process in numbers: counted when asked for, labelled by worker port and never by room or peer. */
export function sfuMetrics(pool: WorkerPool, rooms: RoomRegistry): SfuMetrics {
  const registry = createMetrics('sfu')
  const gauge = (name: string, help: string, read: () => number): void => {
    const registers = [registry]
    const created: Gauge = new Gauge({ name: `lienvien_sfu_${name}`, help, registers, collect: () => created.set(read()) })
  }
  const sum = (of: (room: RoomRegistry['all'][number]) => number): number =>
    rooms.all.reduce((total, room) => total + of(room), 0)
  gauge('workers', 'Media workers that run.', () => pool.live.length)
  gauge('workers_expected', 'Media workers that should run.', () => pool.size)
  gauge('rooms', 'Open media rooms.', () => rooms.all.length)
  gauge('peers', 'Peers with open media.', () => sum((room) => room.peers.length))
  gauge('producers', 'Streams received from peers.', () => sum((room) => room.peers.reduce((n, { producers }) => n + producers.all.length, 0)))
  gauge('consumers', 'Streams sent to peers.', () => sum((room) => room.peers.reduce((n, { consumers }) => n + consumers.all.length, 0)))
  gaugeWorkers(registry, pool)
  const lost = new Counter({
    name: 'lienvien_sfu_rooms_lost_total',
    help: 'Rooms whose media ended without having been closed.',
    registers: [registry],
  })
  return { registry, roomLost: () => lost.inc() }
}

function gaugeWorkers(registry: Registry, pool: WorkerPool): void {
  const perWorker = (name: string, help: string, of: (usage: WorkerUsage) => number): void => {
    const created: Gauge = new Gauge({
      name: `lienvien_sfu_worker_${name}`,
      help,
      labelNames: ['worker'],
      registers: [registry],
      collect: async () => {
        const usages = await Promise.all(pool.live.map(async (worker) => ({ port: worker.port, usage: await worker.usage() })))
        created.reset()
        for (const { port, usage } of usages) if (usage) created.set({ worker: String(port) }, of(usage))
      },
    })
  }
  perWorker('cpu_seconds', 'CPU used since the worker started; falls to zero when it is replaced.', (usage) => usage.cpuSeconds)
  perWorker('max_resident_bytes', 'Largest memory that the worker has held.', (usage) => usage.maxResidentBytes)
}

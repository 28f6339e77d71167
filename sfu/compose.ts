import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHealthHandler } from '#adapters/observability/health.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { version } from 'mediasoup'
import { controlHandlers } from './control-handlers.ts'
import { ControlServer } from './control-server.ts'
import type { SfuSettings } from './env.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ringFile } from '#adapters/sealing/ring-file.ts'
import type { RecordingPlace } from './recorder/finished-file.ts'
import { findHalfSealed, findOrphans, repairOrphans, sealLeft } from './recorder/repair.ts'
import { RoomRegistry } from './room-registry.ts'
import { sfuMetrics } from './sfu-metrics.ts'
import { WorkerPool } from './worker-pool.ts'

export interface Sfu {
  readonly controlPort: number
  /** Process ids of the media workers, for measurements. */
  readonly workerPids: () => readonly number[]
  /** Stops accepting, drains the rooms until `hurry` or the settings' time, then ends rooms, links and workers. Idempotent. */
  readonly stop: (hurry?: AbortSignal) => Promise<void>
}

/** Builds the whole process and resolves when it serves; throws, leaving nothing behind, when it cannot. */
export async function startSfu(settings: SfuSettings, log: Logger): Promise<Sfu> {
  const { limits, media } = settings
  const recordings = recordingPlace(settings)
  const orphans = recordings === undefined ? [] : await findOrphans(recordings.directory)
  const halfSealed = recordings === undefined ? [] : await findHalfSealed(recordings.directory)
  const pool = await WorkerPool.start({ ...media, limits, log })
  const http = createServer((request, response) => {
    if (!observe(request, response)) response.writeHead(404).end()
  })
  const control = new ControlServer({
    http,
    secret: settings.secret,
    log,
    unattendedGrace: settings.unattendedSeconds * 1_000,
    onUnattended: (node) => {
      log.warn('rooms.unattended', { count: rooms.of(node).length })
      void rooms.closeOf(node)
    },
  })
  const rooms = new RoomRegistry({
    pool,
    limits,
    log,
    recordings,
    announce: (event, payload) => {
      if (event === 'room-lost') metrics.roomLost()
      control.announce(event, payload)
    },
  })
  const metrics = sfuMetrics(pool, rooms)
  const observe = createHealthHandler({
    component: 'sfu',
    version,
    metrics: metrics.registry,
    checks: { workers: () => pool.answers(), intake: () => rooms.takesRooms() },
  })
  control.serve((node) => controlHandlers(rooms, log, node))
  const controlPort = await listen(http, settings.control).catch(async (cause: unknown) => {
    await pool.close()
    throw cause
  })
  log.info('sfu.listening', { port: controlPort, count: pool.size })
  if (recordings !== undefined) void repairOrphans(recordings, orphans, log).then(() => sealLeft(recordings, halfSealed, log))
  return {
    controlPort,
    workerPids: () => pool.live.map(({ pid }) => pid),
    stop: stopper({ settings, log, pool, rooms, control }),
  }
}

const recordingPlace = ({ recordingDirectory: directory, keysDirectory }: SfuSettings): RecordingPlace | undefined =>
  directory === undefined ? undefined : { directory, ring: keysDirectory === undefined ? null : openKeyRing(ringFile(keysDirectory, 'recordings')) }

interface Running {
  readonly settings: SfuSettings
  readonly log: Logger
  readonly pool: WorkerPool
  readonly rooms: RoomRegistry
  readonly control: ControlServer
}

function stopper({ settings, log, pool, rooms, control }: Running): Sfu['stop'] {
  let stopped: Promise<void> | undefined
  const stop = async (hurry: AbortSignal | undefined): Promise<void> => {
    log.info('sfu.draining', { count: rooms.all.length })
    await Promise.race([rooms.drain(), elapsed(settings.drainSeconds * 1_000, hurry)])
    await rooms.closeAll('shutdown')
    await control.close()
    await pool.close()
    log.info('sfu.stopped')
  }
  return (hurry) => (stopped ??= stop(hurry))
}

function elapsed(milliseconds: number, hurry: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    timer.unref()
    hurry?.addEventListener('abort', () => resolve(), { once: true })
  })
}

function listen(http: ReturnType<typeof createServer>, at: SfuSettings['control']): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void =>
      reject(new Error(`sfu: control port ${at.port} on ${at.address} cannot be opened`, { cause }))
    http.once('error', failed)
    http.listen(at.port, at.address, () => {
      http.off('error', failed)
      resolve((http.address() as AddressInfo).port)
    })
  })
}

import { availableParallelism } from 'node:os'
import { logLevels, type LogLevel } from '#adapters/observability/logger.ts'
import { z } from 'zod'
import type { SfuLimits } from './limits.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const count = z.coerce.number().int().min(1)

const environment = z.object({
  SFU_SECRET: z.string().min(16),
  /** The address that browsers reach: written into every ICE candidate. */
  SFU_ANNOUNCED_ADDRESS: z.string().min(1),
  SFU_LISTEN_ADDRESS: z.string().min(1).default('0.0.0.0'),
  /** First of one UDP and TCP port per worker. */
  SFU_MEDIA_PORT: port.default(40_000),
  SFU_CONTROL_ADDRESS: z.string().min(1).default('127.0.0.1'),
  SFU_CONTROL_PORT: port.default(3003),
  SFU_WORKERS: count.max(64).optional(),
  /** One media process more, without a port, that takes a dead one's place at once. */
  SFU_SPARE_WORKER: z.stringbool().default(true),
  SFU_ROOMS_PER_WORKER: count.default(50),
  SFU_CONSUMERS_PER_WORKER: count.default(800),
  SFU_PEERS_PER_ROOM: count.default(100),
  /** A room with more is spread over further workers. */
  SFU_PEERS_PER_ROUTER: count.default(30),
  /** An operating room sends every label at once. */
  SFU_PRODUCERS_PER_PEER: count.default(12),
  /** How long a stop waits for running rooms to empty before it ends them. */
  SFU_DRAIN_SECONDS: z.coerce.number().min(0).default(0),
  /** How long rooms outlive the last signaling process: longer than its restart takes. */
  SFU_UNATTENDED_SECONDS: z.coerce.number().min(0).default(30),
  /** Read by the media worker itself, which is started with this environment; only the one that we build knows it. */
  SFU_UDP_SEGMENT: z.enum(['true', 'false']).default('true'),
  /** Where recordings are written; without it none can be made. */
  SFU_RECORDING_DIR: z.string().min(1).optional(),
  /** Where the deployment's keys lie; without it recordings are kept as they are written. */
  KEYS_DIR: z.string().min(1).optional(),
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export interface SfuSettings {
  readonly secret: string
  readonly control: { readonly address: string; readonly port: number }
  readonly media: {
    readonly workers: number
    readonly spare: boolean
    readonly workerBin: string | undefined
    readonly listenAddress: string
    readonly announcedAddress: string
    readonly firstPort: number
  }
  readonly limits: SfuLimits
  readonly recordingDirectory: string | undefined
  readonly keysDirectory: string | undefined
  readonly drainSeconds: number
  readonly unattendedSeconds: number
  readonly logLevel: LogLevel
}

/** Reads the settings of the process; throws naming the variables that are missing or wrong, never their values. */
export function readSettings(source: Readonly<Record<string, string | undefined>> = process.env): SfuSettings {
  const parsed = environment.safeParse(source)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new Error(`sfu: missing or malformed environment: ${names.join(', ')}`)
  }
  const env = parsed.data
  return {
    secret: env.SFU_SECRET,
    control: { address: env.SFU_CONTROL_ADDRESS, port: env.SFU_CONTROL_PORT },
    media: {
      workers: env.SFU_WORKERS ?? availableParallelism(),
      spare: env.SFU_SPARE_WORKER,
      workerBin: env.MEDIASOUP_WORKER_BIN,
      listenAddress: env.SFU_LISTEN_ADDRESS,
      announcedAddress: env.SFU_ANNOUNCED_ADDRESS,
      firstPort: env.SFU_MEDIA_PORT,
    },
    limits: {
      roomsPerWorker: env.SFU_ROOMS_PER_WORKER,
      consumersPerWorker: env.SFU_CONSUMERS_PER_WORKER,
      peersPerRoom: env.SFU_PEERS_PER_ROOM,
      peersPerRouter: env.SFU_PEERS_PER_ROUTER,
      producersPerPeer: env.SFU_PRODUCERS_PER_PEER,
    },
    recordingDirectory: env.SFU_RECORDING_DIR,
    keysDirectory: env.KEYS_DIR,
    drainSeconds: env.SFU_DRAIN_SECONDS,
    unattendedSeconds: env.SFU_UNATTENDED_SECONDS,
    logLevel: env.LOG_LEVEL,
  }
}

import { join } from 'node:path'
import { productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import type { ArchiveProcess } from '#infra/archive/orthanc.ts'
import type { ServiceUser } from '#infra/database/service-user.ts'
import { hasTurnServer } from '#infra/turn/env.ts'
import { heapFlags } from '#signaling/heap.ts'
import type { Settings } from './settings.ts'

export type ComponentName = 'archive' | 'portal' | 'signaling' | 'signaling-spare' | 'sfu' | 'turn' | 'jobs' | 'wal' | 'gateway'

/** One process of the product and how to tell that it is well. */
export interface Component {
  readonly name: ComponentName
  /** What the operator reads. */
  readonly label: string
  readonly command: readonly [program: string, ...args: string[]]
  readonly environment: NodeJS.ProcessEnv
  readonly healthUrl: string
  /** Sent with each question about its health, where that is not open. */
  readonly healthAuthorization?: string
  /** Under whom it runs, where that is not us, and where it may then stand. */
  readonly user?: ServiceUser
  readonly directory?: string
}

const next = join(repositoryRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
const loopback = '127.0.0.1'

/** Where the database's log is kept outside the database, and how it is got. */
export interface WalSettings {
  readonly archive: string
  readonly databaseUrl: string
  readonly healthPort: number
}

/** What runs beside our own processes. */
export interface Neighbours {
  readonly archive: ArchiveProcess
  /** Undefined where no log is kept. */
  readonly wal: WalSettings | undefined
}

/** The product's processes in the order in which they start. */
export function describeComponents(settings: Settings, environment: NodeJS.ProcessEnv, { archive, wal }: Neighbours): readonly Component[] {
  const { ports } = settings
  const dev = settings.mode === 'development'
  const script = (path: string, flags: readonly string[] = []): Component['command'] =>
    settings.reload ? [productNode, ...flags, '--watch', '--watch-preserve-output', path] : [productNode, ...flags, path]
  const health = (port: number, path = '/health'): string => `http://${loopback}:${port}${path}`
  return [
    {
      name: 'archive',
      label: 'Kho ảnh (Orthanc)',
      command: archive.command,
      // It needs none of our secrets.
      environment: { PATH: environment['PATH'], LANG: 'C.UTF-8', NODE_ENV: settings.mode },
      healthUrl: archive.healthUrl,
      healthAuthorization: archive.authorization,
      user: archive.user,
      directory: archive.directory,
    },
    {
      name: 'portal',
      label: 'Cổng thông tin',
      // Next's own binary: `npx next start` leaves the server alive when its pid is killed.
      // The gateway lets go of idle connections first.
      command: [productNode, next, ...(dev ? ['dev'] : ['start', '--keepAliveTimeout', '75000']), 'web', '-H', loopback, '-p', String(ports.portal)],
      environment,
      healthUrl: health(ports.portal, '/api/health'),
    },
    {
      name: 'signaling',
      label: 'Tín hiệu phòng hội chẩn',
      command: script('signaling/main.ts', heapFlags),
      environment: { ...environment, SIGNALING_STANDS_BY: 'yes' },
      healthUrl: health(ports.signaling),
    },
    // Where a LiveKit server carries the rooms, nothing would ever flow through ours.
    ...(environment['MEDIA_ENGINE'] === 'livekit' ? [] : [{ name: 'sfu', label: 'Hình và tiếng (SFU)', command: script('sfu/main.ts'), environment, healthUrl: health(ports.sfuControl) } as const]),
    ...(hasTurnServer() ? [{ name: 'turn', label: 'Chuyển tiếp hình tiếng (TURN)', command: script('infra/turn/main.ts'), environment, healthUrl: health(ports.turnHealth) } as const] : []),
    { name: 'jobs', label: 'Việc nền', command: script('jobs/main.ts'), environment, healthUrl: health(ports.jobs) },
    ...(wal === undefined ? [] : [walArchive(wal, environment)]),
    {
      name: 'gateway',
      label: 'Cổng vào chung',
      command: script('infra/gateway/main.ts'),
      environment,
      healthUrl: health(ports.gatewayHealth),
    },
    // Takes the port when the room server dies, while that one starts anew to stand by in its turn.
    ...(settings.reload ? [] : [{ name: 'signaling-spare', label: 'Tín hiệu phòng hội chẩn (dự phòng)', command: script('signaling/main.ts', heapFlags), environment: { ...environment, SIGNALING_STANDS_BY: 'yes' }, healthUrl: health(ports.signaling) } as const]),
  ]
}

/** It alone knows the administrator's address: PostgreSQL hands its log to nobody else. */
const walArchive = ({ archive, databaseUrl, healthPort }: WalSettings, environment: NodeJS.ProcessEnv): Component => ({
  name: 'wal',
  label: 'Kho nhật ký cơ sở dữ liệu',
  command: [productNode, 'infra/backup/wal-main.ts'],
  environment: { PATH: environment['PATH'], NODE_ENV: environment.NODE_ENV, LOG_LEVEL: environment['LOG_LEVEL'], WAL_ARCHIVE: archive, WAL_DATABASE_URL: databaseUrl, WAL_HEALTH_PORT: String(healthPort) },
  healthUrl: `http://${loopback}:${healthPort}/health`,
})

/** The order in which they stop: first nobody new comes in, then rooms end, then what remains to be done is handed over. */
export const stopOrder: readonly ComponentName[] = ['gateway', 'signaling-spare', 'signaling', 'sfu', 'turn', 'portal', 'jobs', 'wal', 'archive']

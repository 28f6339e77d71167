import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { postgresBinaries } from './postgres-binaries.ts'
import { canReach, databaseUser, type ServiceUser } from './service-user.ts'

export interface PostgresOptions {
  /** Wanted data directory; moved to `/var/lib/lien-vien` when the database's user cannot reach it. */
  readonly dataDirectory: string
  readonly port: number
  /** The superuser's password, set when the cluster is created. */
  readonly password: string
  /** Trades crash safety for speed: for a database that is thrown away. */
  readonly throwaway?: boolean
}

export interface EmbeddedPostgres {
  /** Superuser address of the maintenance database. */
  readonly adminUrl: string
  /** Folder beside the data for marks of what was done to it; removed together with the data. */
  readonly marksDirectory: string
  /** Ends every session and stops the server; safe to call twice. */
  readonly stop: () => Promise<void>
}

interface Cluster {
  readonly user: ServiceUser
  readonly binaries: string
  readonly directory: string
}

const superuser = 'postgres'
const ownerOnly = 0o700

/** Where the data may live: the wanted place, or one under /var/lib that is stable for this checkout. */
export function reachableDataDirectory(wanted: string, reachable: (path: string) => boolean): string {
  if (reachable(dirname(wanted))) return wanted
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return join('/var/lib/lien-vien', digest, basename(wanted))
}

/** Where data that the database's user owns really lies, for the place wanted below the data directory. */
export async function placeOf(wanted: string): Promise<string> {
  const user = databaseUser()
  await mkdir(dirname(wanted), { recursive: true })
  return reachableDataDirectory(wanted, (path) => canReach(user, path))
}

async function locate(dataDirectory: string): Promise<Cluster> {
  const user = databaseUser()
  const directory = await placeOf(dataDirectory)
  await mkdir(dirname(directory), { recursive: true, mode: 0o755 })
  return { user, directory, binaries: await postgresBinaries(user) }
}

function command(cluster: Cluster, name: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<string> {
  // The working directory must be one that the database's user may enter.
  // Both undo what they have begun when they are interrupted; otherwise they would leave a server that nobody knows of.
  return run(join(cluster.binaries, name), args, { ...cluster.user, cwd: cluster.directory, endSignal: 'SIGINT' })
}

/** Folder beside a cluster for marks of what was done to it. */
export const marksBeside = (cluster: string): string => `${cluster}.marks`
const marksOf = ({ directory }: Cluster): string => marksBeside(directory)

async function createCluster(cluster: Cluster, password: string): Promise<void> {
  await mkdir(cluster.directory, { recursive: true, mode: ownerOnly })
  const { uid, gid } = cluster.user
  if (uid !== undefined && gid !== undefined) await chown(cluster.directory, uid, gid)
  if (existsSync(join(cluster.directory, 'PG_VERSION'))) return
  const passwordFile = `${cluster.directory}.password`
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) await chown(passwordFile, uid, gid)
    await command(cluster, 'initdb', [
      ...['-D', cluster.directory, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      // Sorting by Vietnamese rules is asked for per column, so that an outside PostgreSQL sorts alike.
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'],
      ...['--no-sync', '--no-instructions'],
    ])
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Port of the server that already runs on this data directory, if one does. */
async function runningPort(cluster: Cluster): Promise<number | undefined> {
  try {
    await command(cluster, 'pg_ctl', ['-D', cluster.directory, 'status'])
  } catch (cause) {
    if (cause instanceof CommandFailed) return undefined
    throw cause
  }
  const lines = (await readFile(join(cluster.directory, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(lines[3])
}

function serverOptions({ port, throwaway }: PostgresOptions): string {
  const settings = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'max_connections=150', 'TimeZone=UTC', 'max_slot_wal_keep_size=8GB']
  if (throwaway) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  return [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
}

async function explain(cluster: Cluster, port: number, cause: unknown): Promise<never> {
  const log = await readFile(join(cluster.directory, 'server.log'), 'utf8').catch(() => '')
  const tail = log.slice(-2000)
  if (/could not bind|Address already in use/i.test(tail))
    throw new StartProblem(`PostgreSQL: cổng ${port} đang có tiến trình khác dùng; dừng tiến trình đó hoặc đặt POSTGRES_PORT.`)
  if (/No space left on device/i.test(tail))
    throw new StartProblem('PostgreSQL: ổ đĩa đã đầy; giải phóng dung lượng rồi chạy lại.')
  if (/incompatible/i.test(tail))
    throw new StartProblem('PostgreSQL: dữ liệu thuộc phiên bản khác; xem docs/operations.md, mục nâng cấp.')
  throw cause
}

const stopCluster = (cluster: Cluster): Promise<string> =>
  command(cluster, 'pg_ctl', ['-D', cluster.directory, '-m', 'fast', '-w', 'stop'])

/** The superuser's address of the maintenance database. */
export const superuserUrl = ({ port, password }: Pick<PostgresOptions, 'port' | 'password'>): string =>
  `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`

/**
 * Starts PostgreSQL on its data directory, creating it first where needed, and returns once it accepts connections.
 * It is driven by pg_ctl and not as a child: a child would be left behind, unowned, when the parent is killed; this way
 * the next start finds the running server by its pid file and takes it over.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await locate(options.dataDirectory)
  await createCluster(cluster, options.password)
  const port = await runningPort(cluster)
  if (port !== undefined && port !== options.port) await stopCluster(cluster)
  if (port !== options.port) {
    const args = ['-D', cluster.directory, '-w', '-t', '60', '-l', join(cluster.directory, 'server.log')]
    await rm(join(cluster.directory, 'server.log'), { force: true })
    await command(cluster, 'pg_ctl', [...args, '-o', serverOptions(options), 'start']).catch((cause: unknown) =>
      explain(cluster, options.port, cause),
    )
  }
  let stopping: Promise<unknown> | undefined
  return {
    adminUrl: superuserUrl(options),
    marksDirectory: marksOf(cluster),
    stop: async () => {
      stopping ??= stopCluster(cluster)
      await stopping
    },
  }
}

/** Stops a server that an earlier, killed process left running on this data directory; does nothing where none runs. */
export async function stopAbandonedPostgres(dataDirectory: string): Promise<void> {
  const cluster = await locate(dataDirectory)
  if (!existsSync(join(cluster.directory, 'PG_VERSION'))) return
  if ((await runningPort(cluster)) !== undefined) await stopCluster(cluster)
}

/** Moves restored data to where the database's user can reach it, and hands it to that user. */
export async function adoptData(from: string, wanted: string): Promise<void> {
  const { uid, gid } = databaseUser()
  const target = await placeOf(wanted)
  await mkdir(dirname(target), { recursive: true, mode: 0o755 })
  await run('cp', ['--archive', '--reflink=auto', from, target])
  await rm(from, { recursive: true, force: true })
  if (uid !== undefined && gid !== undefined) await run('chown', ['--recursive', `${uid}:${gid}`, target])
}

/** Stops the server and removes its data; does nothing where there is none. */
export async function removePostgresData(dataDirectory: string): Promise<void> {
  await stopAbandonedPostgres(dataDirectory)
  const cluster = await locate(dataDirectory)
  await rm(cluster.directory, { recursive: true, force: true })
  await rm(marksOf(cluster), { recursive: true, force: true })
}

import { appendFile, chown, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { Client } from 'pg'
import { startPostgres } from '#infra/database/embedded-postgres.ts'
import { databaseUser } from '#infra/database/service-user.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { startOfSegment } from './wal-position.ts'

export interface ReplayOrder {
  /** Folder that `receiveWal` has filled. */
  readonly archive: string
  /** The moment to stop at; the archive's end where none is named. */
  readonly until: Date | undefined
}

const partial = '.partial'
const recoverySettings = ['restore_command', 'recovery_target_time', 'recovery_target_action'] as const

/** The files that the database will ask for, in a folder that its user can read; the last one as if it were whole. */
async function layOut(archive: string, folder: string): Promise<void> {
  const names = await readdir(archive).catch(() => {
    throw new StartProblem(`Khôi phục: không đọc được kho nhật ký ${archive}.`)
  })
  const whole = new Set(names.filter((name) => startOfSegment(name) !== null))
  const begun = names.filter((name) => name.endsWith(partial) && !whole.has(name.slice(0, -partial.length)))
  if (whole.size + begun.length === 0) throw new StartProblem(`Khôi phục: ${archive} không có nhật ký nào của cơ sở dữ liệu.`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid, gid } = databaseUser()
  const own = async (path: string): Promise<void> => {
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
  }
  for (const name of [...whole, ...begun]) {
    const target = join(folder, name.replace(partial, ''))
    await copyFile(join(archive, name), target)
    await own(target)
  }
  await own(folder)
}

/**
 * Tells a restored, stopped cluster to play the archive after its own log (PostgreSQL 18, 25.3.5). `folder` must be a place
 * that the database's user can reach; it may be removed once `finishReplay` has returned.
 */
export async function prepareReplay(cluster: string, folder: string, { archive, until }: ReplayOrder): Promise<void> {
  await layOut(archive, folder)
  const target = until === undefined ? [] : [`recovery_target_time = '${until.toISOString().replace('T', ' ').replace('Z', '+00')}'`, `recovery_target_action = 'promote'`]
  await appendFile(join(cluster, 'postgresql.auto.conf'), [`restore_command = 'cp "${folder}/%f" "%p"'`, ...target, ''].join('\n'))
  const signal = join(cluster, 'recovery.signal')
  await writeFile(signal, '')
  const { uid, gid } = databaseUser()
  if (uid !== undefined && gid !== undefined) await chown(signal, uid, gid)
}

interface FinishOrder {
  readonly dataDirectory: string
  readonly port: number
  readonly password: string
}

/** Starts the cluster, waits until it has played everything and takes writes again, forgets the archive, and stops it; null where it played no commit. */
async function play(order: FinishOrder): Promise<Date | null> {
  const database = await startPostgres(order)
  const client = new Client({ connectionString: database.adminUrl })
  client.on('error', () => undefined)
  let lastCommit: Date | null
  try {
    await client.connect()
    for (;;) {
      const { rows } = await client.query<{ playing: boolean; at: Date | null }>('SELECT pg_is_in_recovery() AS playing, pg_last_xact_replay_timestamp() AS at')
      lastCommit = rows[0]?.at ?? null
      if (rows[0]?.playing === false) break
      await elapse(50)
    }
    for (const name of recoverySettings) await client.query(`ALTER SYSTEM RESET ${name}`)
    await client.end()
  } catch (cause) {
    await client.end().catch(() => undefined)
    // A server that ended by itself cannot be stopped; what ended it is what counts.
    await database.stop().catch(() => undefined)
    throw cause
  }
  await database.stop()
  return lastCommit
}

/** PostgreSQL gives up where the log ends before the moment to stop at (PostgreSQL 18, 19.5.6). */
const endedEarly = async (cluster: string): Promise<boolean> =>
  (await readFile(join(cluster, 'server.log'), 'utf8').catch(() => '')).includes('recovery ended before configured recovery target was reached')

async function forgetTarget(cluster: string): Promise<void> {
  const file = join(cluster, 'postgresql.auto.conf')
  const kept = (await readFile(file, 'utf8')).split('\n').filter((line) => !line.startsWith('recovery_target_'))
  // Written in place: it stays the database user's.
  await writeFile(file, kept.join('\n'))
}

/** How far the log was played: to where it was told to, or, where the archive ended before, to its last commit. */
export type Played = { readonly reached: true } | { readonly reached: false; readonly lastCommit: Date | null }

/** Plays the archive that `prepareReplay` has laid out; where it ends before the moment that was named, all of it. */
export async function finishReplay(order: FinishOrder, cluster: string, folder: string): Promise<Played> {
  const played = await play(order).then(
    () => ({ reached: true }) as const,
    async (cause: unknown) => {
      if (!(await endedEarly(cluster))) throw cause
      await forgetTarget(cluster)
      return { reached: false, lastCommit: await play(order) } as const
    },
  )
  await rm(folder, { recursive: true, force: true })
  return played
}

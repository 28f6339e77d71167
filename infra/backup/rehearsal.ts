import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Client } from 'pg'
import { startPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { postgresPid } from '#infra/start/keep-database.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { restoreBackup } from './restore-backup.ts'
import { receiveWal } from './wal-receiver.ts'
import { writeBackup } from './write-backup.ts'

export interface RehearsalOrder {
  /** An empty folder that the database's user can reach. */
  readonly home: string
  /** Appointments in the backup. */
  readonly rows: number
  /** How long appointments go on being made after the backup. */
  readonly seconds: number
  readonly ports: readonly [number, number]
}

export interface Rehearsal {
  readonly rows: number
  readonly backupMs: number
  /** Appointments acknowledged after the backup, and how many of them the restored database has. */
  readonly acknowledged: number
  readonly restored: number
  /** Age of the oldest acknowledged appointment that was lost; 0 where none was. */
  readonly recoveryPointMs: number
  /** From the order to restore until the database takes writes. */
  readonly recoveryTimeMs: number
  /** Whether the restore to a moment before the end shows exactly what had been written by then. */
  readonly exactAtMoment: boolean
}

interface Made {
  readonly id: number
  readonly at: number
}

const connected = async <T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: adminUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const fill = (adminUrl: string, rows: number): Promise<void> =>
  connected(adminUrl, async (client) => {
    await client.query('CREATE TABLE appointment (id bigint PRIMARY KEY, body bytea NOT NULL, made_at timestamptz NOT NULL DEFAULT clock_timestamp())')
    await client.query(`INSERT INTO appointment (id, body) SELECT n, decode(md5(n::text) || md5((n + 1)::text), 'hex') FROM generate_series(1, $1::bigint) n`, [rows])
  })

/** Makes appointments until the server is gone; each is noted once it is acknowledged. */
async function makeAppointments(adminUrl: string, first: number, noted: Made[]): Promise<void> {
  await connected(adminUrl, async (client) => {
    for (let id = first; ; id += 1) {
      await client.query('INSERT INTO appointment (id, body) VALUES ($1, $2)', [id, randomBytes(32)])
      noted.push({ id, at: Date.now() })
    }
  }).catch(() => undefined)
}

const countAfter = (adminUrl: string, rows: number): Promise<number> =>
  connected(adminUrl, async (client) => Number((await client.query<{ count: string }>('SELECT count(*) AS count FROM appointment WHERE id > $1', [rows])).rows[0]?.count))

interface Put {
  readonly identity: string
  readonly backup: string
  readonly archive: string
}

async function restoreTo(place: string, port: number, { identity, backup, archive, until }: Put & { readonly until: Date | undefined }): Promise<EmbeddedPostgres> {
  await restoreBackup({ source: backup, identity, dataDirectory: place, port, replay: { archive, until } })
  const { POSTGRES_PASSWORD: password } = await loadSecrets(place)
  return startPostgres({ dataDirectory: join(place, 'postgres'), port, password })
}

/**
 * Loses a database in the midst of its work and puts it back from a backup and the archived log: to the end, and to a
 * moment. Everything happens below `home`.
 */
export async function rehearseRecovery({ home, rows, seconds, ports: [port, second] }: RehearsalOrder): Promise<Rehearsal> {
  const [place, archive, backup] = [join(home, 'original'), join(home, 'wal'), join(home, 'one.backup')]
  const identity = await generateX25519Identity()
  const { POSTGRES_PASSWORD: password } = await loadSecrets(place)
  await mkdir(archive, { recursive: true })
  const original = await startPostgres({ dataDirectory: join(place, 'postgres'), port, password })
  await fill(original.adminUrl, rows)
  const receiver = await receiveWal({ adminUrl: original.adminUrl, archive })
  const began = performance.now()
  await writeBackup({ dataDirectory: place, adminUrl: original.adminUrl, target: backup, recipient: await identityToRecipient(identity), now: new Date() })
  const backupMs = performance.now() - began
  const noted: Made[] = []
  const making = makeAppointments(original.adminUrl, rows + 1, noted)
  await elapse(seconds * 500)
  const moment = await connected(original.adminUrl, async (client) => (await client.query<{ now: Date; count: string }>('SELECT clock_timestamp() AS now, (SELECT count(*) FROM appointment WHERE id > $1) AS count', [rows])).rows[0])
  await elapse(seconds * 500)
  // The machine is gone, all at once: the server and whatever was on its disk.
  const pid = await postgresPid(join(place, 'postgres'))
  const lostAt = Date.now()
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
  await making
  await receiver.ended
  await receiver.close()
  const put: Put = { identity, backup, archive }
  const ordered = performance.now()
  const restored = await restoreTo(join(home, 'to-the-end'), second, { ...put, until: undefined })
  await connected(restored.adminUrl, (client) => client.query('INSERT INTO appointment (id, body) VALUES (0, $1)', [randomBytes(8)]))
  const recoveryTimeMs = performance.now() - ordered
  const kept = await countAfter(restored.adminUrl, rows)
  await restored.stop()
  const until = moment?.now ?? new Date()
  const earlier = await restoreTo(join(home, 'to-a-moment'), second, { ...put, until })
  const byThen = await connected(earlier.adminUrl, async (client) => (await client.query<{ count: string; late: string }>('SELECT count(*) AS count, count(*) FILTER (WHERE made_at > $2) AS late FROM appointment WHERE id > $1', [rows, until])).rows[0])
  await earlier.stop()
  await rm(join(home, 'to-a-moment'), { recursive: true, force: true })
  const lost = noted[kept]
  return {
    rows, backupMs, acknowledged: noted.length, restored: kept, recoveryTimeMs,
    recoveryPointMs: lost === undefined ? 0 : Math.max(1, lostAt - lost.at),
    // A transaction commits a moment after its row was stamped: those that were under way may be missing or there.
    exactAtMoment: byThen !== undefined && byThen.late === '0' && Math.abs(Number(byThen.count) - Number(moment?.count)) <= 2,
  }
}

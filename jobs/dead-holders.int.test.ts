import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jobsSchema } from '#prisma/jobs-schema.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { watchForDeadHolders } from './dead-holders.ts'

const everyMs = 100
let database: TestDatabase
let admin: pg.Client
const told: unknown[] = []
const log = { warn: (...said: readonly unknown[]) => void told.push(said) }

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** A job that somebody took a minute ago and has not finished. */
async function take(holder: string): Promise<string> {
  const { rows: [job] } = await admin.query<{ id: string }>(`SELECT id FROM ${jobsSchema}.add_job('render-minutes', '{}')`)
  await admin.query(`UPDATE ${jobsSchema}._private_jobs SET locked_at = now() - interval '1 minute', locked_by = $2 WHERE id = $1`, [job?.id, holder])
  return job?.id ?? ''
}

const holderOf = async (job: string): Promise<string | null> =>
  (await admin.query<{ locked_by: string | null }>(`SELECT locked_by FROM ${jobsSchema}._private_jobs WHERE id = $1`, [job])).rows[0]?.locked_by ?? null

it('gives back what a killed process had taken, and nothing of those that live', async () => {
  const others = watchForDeadHolders({ databaseUrl: database.jobsUrl, holders: new Set(['pool-theirs']), log, everyMs })
  const own = watchForDeadHolders({ databaseUrl: database.jobsUrl, holders: new Set(['pool-mine']), log, everyMs })
  const living = `SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  await expect.poll(async () => (await admin.query(living)).rowCount).toBe(2)
  const [mine, theirs, nobodys] = [await take('pool-mine'), await take('pool-theirs'), await take('pool-dead')]
  await expect.poll(() => holderOf(nobodys)).toBe(null)
  await pause(5 * everyMs)
  expect([await holderOf(mine), await holderOf(theirs)]).toEqual(['pool-mine', 'pool-theirs'])
  // The other process ends, and its lock goes with its connection.
  await others.close()
  await expect.poll(() => holderOf(theirs)).toBe(null)
  expect(await holderOf(mine)).toBe('pool-mine')
  expect(told).toContainEqual(['jobs.taken-back', { count: 1 }])
  await own.close()
})

it('goes on after the database was away', async () => {
  const watch = watchForDeadHolders({ databaseUrl: database.jobsUrl, holders: new Set(), log, everyMs })
  await expect.poll(async () => (await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jobs-holders' AND datname = current_database()`)).rowCount).toBe(1)
  const job = await take('pool-dead-as-well')
  await expect.poll(() => holderOf(job), { timeout: 10_000 }).toBe(null)
  await watch.close()
})

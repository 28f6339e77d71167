import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jobsSchema } from '#prisma/jobs-schema.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { openThinLine } from '#signaling/test-thin-line.ts'
import { runQueue } from './queue.ts'

let database: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Says so to whoever connects from now on, and sends everybody else away. */
async function takeWrites(taken: boolean): Promise<void> {
  const name = (await admin.query<{ name: string }>('SELECT current_database() AS name')).rows[0]?.name ?? ''
  await admin.query(taken ? `ALTER DATABASE "${name}" RESET default_transaction_read_only` : `ALTER DATABASE "${name}" SET default_transaction_read_only = on`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
}

const left = async (): Promise<number> => (await admin.query(`SELECT 1 FROM ${jobsSchema}._private_jobs`)).rowCount ?? 0

// A rejection that nobody hears ends a process, and fails this test.
it('a job that ends while the database takes no writes is done once, and the queue goes on', { timeout: 60_000 }, async () => {
  const done: unknown[] = []
  const queue = await runQueue({
    databaseUrl: database.jobsUrl, holders: new Set(), concurrency: 1, pollInterval: 200,
    taskList: {
      'render-minutes': async (payload) => {
        if (done.length === 0) await takeWrites(false)
        done.push(payload)
      },
    },
  })
  await admin.query(`SELECT ${jobsSchema}.add_job('render-minutes', '{"first": true}')`)
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(1)
  await pause(1_000)
  await takeWrites(true)
  await expect.poll(left, { timeout: 30_000 }).toBe(0)
  await admin.query(`SELECT ${jobsSchema}.add_job('render-minutes', '{"first": false}')`)
  await expect.poll(left, { timeout: 10_000 }).toBe(0)
  expect(done).toEqual([{ first: true }, { first: false }])
  await queue.stop()
})

it('a queue that is asked to stop while it begins to listen outlives that its connection breaks', { timeout: 60_000 }, async () => {
  const line = await openThinLine(Number(new URL(database.jobsUrl).port), 200)
  const url = new URL(database.jobsUrl)
  url.port = String(line.port)
  const queue = await runQueue({ databaseUrl: url.href, holders: new Set(), concurrency: 1, taskList: { 'render-minutes': () => undefined } })
  // The server has heard its LISTEN, and its answer is on the way.
  const listening = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`
  await expect.poll(async () => (await admin.query(listening)).rowCount, { interval: 20, timeout: 20_000 }).toBe(1)
  const stopping = queue.stop()
  line.cut()
  await pause(500)
  line.mend()
  await stopping
  await line.close()
})

import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jobsSchema } from '#prisma/jobs-schema.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
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
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await takeWrites(true)
  await expect.poll(left, { timeout: 30_000 }).toBe(0)
  await admin.query(`SELECT ${jobsSchema}.add_job('render-minutes', '{"first": false}')`)
  await expect.poll(left, { timeout: 10_000 }).toBe(0)
  expect(done).toEqual([{ first: true }, { first: false }])
  await queue.stop()
})

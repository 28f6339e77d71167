import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type EmbeddedPostgres, type PostgresOptions } from '#infra/database/embedded-postgres.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { keepDatabase, postgresPid, type DatabaseKeeper } from './keep-database.ts'

let folder: string
let options: PostgresOptions
let database: EmbeddedPostgres
let keeper: DatabaseKeeper
let died = 0

const query = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: database.adminUrl })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
}

beforeAll(async () => {
  folder = await makeTestFolder()
  options = { dataDirectory: join(folder, 'postgres'), port: await freePort(), password: 'a password of this test' }
  database = await startPostgres(options)
  keeper = keepDatabase(options, () => (died += 1))
})
afterAll(async () => {
  await keeper.close()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

it('a database that is killed comes back by itself with everything that it had acknowledged', async () => {
  await query('CREATE TABLE kept (n int)')
  await query('INSERT INTO kept VALUES (1)')
  const first = (await postgresPid(options.dataDirectory)) ?? 0
  process.kill(first, 'SIGKILL')
  await expect.poll(() => query('SELECT n FROM kept').catch(() => null), { timeout: 25_000 }).toEqual([{ n: 1 }])
  expect(await postgresPid(options.dataDirectory)).not.toBe(first)
  expect(died).toBeGreaterThan(0)
})

it('a database that was stopped on purpose stays stopped', async () => {
  await keeper.close()
  await database.stop()
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(await postgresPid(options.dataDirectory)).toBe(undefined)
})

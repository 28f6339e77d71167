import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { BootstrapRefusal, bootstrapDatabase, roleUrls } from './bootstrap.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'

/** The roles are the whole server's: the test uses the passwords that the other tests rely on. */
const passwords = { owner: 'test-owner', app: 'test-app', auth: 'test-auth', jobs: 'test-jobs' }
const suffix = randomUUID().slice(0, 8)
const names = { database: `bootstrap_${suffix}`, weak: `weak_${suffix}`, maker: `maker_${suffix}` }
let admin: pg.Client
let migrated: TestDatabase

beforeAll(async () => {
  migrated = await createTestDatabase()
  admin = new pg.Client({ connectionString: inject('adminDatabaseUrl') })
  await admin.connect()
  await admin.query(`CREATE ROLE ${names.weak} LOGIN PASSWORD 'weak'`)
})
afterAll(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${names.database} WITH (FORCE)`)
  await admin.query(`DROP ROLE ${names.weak}`)
  await admin.end()
  await migrated.drop()
})

const as = (role: string, password: string): string => {
  const url = new URL(inject('adminDatabaseUrl'))
  url.username = role
  url.password = password
  return url.href
}

describe('setting the database up', () => {
  test('is safe to repeat, and every role signs in by SCRAM', async () => {
    const options = { adminUrl: inject('adminDatabaseUrl'), database: names.database, passwords }
    const urls = await bootstrapDatabase(options)
    expect(await bootstrapDatabase(options)).toEqual(urls)
    expect(roleUrls(options)).toEqual(urls)
    for (const url of Object.values(urls)) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.end()
    }
    const { rows } = await admin.query<{ scram: boolean }>(
      `SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%') AS scram FROM pg_authid WHERE rolname LIKE 'lienvien\\_%'`,
    )
    expect(rows[0]?.scram).toBe(true)
  })

  test('lets nobody else connect', async () => {
    const url = new URL(as(names.weak, 'weak'))
    url.pathname = `/${names.database}`
    const stranger = new pg.Client({ connectionString: url.href })
    await expect(stranger.connect()).rejects.toMatchObject({ code: '42501' })
  })

  test('says in a sentence what an account without rights must be given', async () => {
    const attempt = bootstrapDatabase({ adminUrl: as(names.weak, 'weak'), database: 'other', passwords })
    await expect(attempt).rejects.toThrow(BootstrapRefusal)
    await expect(attempt).rejects.toThrow(/CREATEROLE CREATEDB/)
  })
})

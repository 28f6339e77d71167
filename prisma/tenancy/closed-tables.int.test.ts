import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsBySql } from '#infra/testing/sql.ts'
import { databaseRoles } from '#prisma/bootstrap.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { TestDatabase } from '#prisma/testing.ts'

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

const tableNames = async (condition: string): Promise<string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND ${condition} ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

const domain = `relname NOT LIKE 'auth\\_%' AND relname <> '_prisma_migrations'`

describe('every table of the domain', () => {
  test('is under forced row-level security', async () => {
    expect(await tableNames(`${domain} AND NOT (relrowsecurity AND relforcerowsecurity)`)).toEqual([])
    expect((await tableNames(domain)).length).toBeGreaterThan(30)
  })

  test('shows nothing without a scope, to the application, the jobs and the owner alike', async () => {
    // A row that everybody might see by mistake.
    await admin.query(`INSERT INTO organization VALUES (gen_random_uuid(), 'A', 'A', '99999', 'A', 'A', 'A')`)
    const names = await tableNames(domain)
    for (const url of [database.appUrl, database.jobsUrl, database.ownerUrl]) {
      for (const name of names) {
        const answer = await rowsBySql(url, `SELECT count(*)::int AS seen FROM ${name}`).catch((error: unknown) => error)
        if (answer instanceof pg.DatabaseError) expect([name, answer.code]).toEqual([name, '42501'])
        else expect([name, answer]).toEqual([name, [{ seen: 0 }]])
      }
    }
  })

  test('takes nothing without a scope', async () => {
    await expect(rowsBySql(database.appUrl, `INSERT INTO organization VALUES (gen_random_uuid(), 'B', 'B', '99998', 'B', 'B', 'B')`)).rejects.toMatchObject({ code: '42501' })
    await expect(rowsBySql(database.appUrl, `SELECT store_file('\\x00', 'text/plain')`)).rejects.toMatchObject({ code: '42501' })
  })

  test('is closed to the role that signs people in, and its tables are closed to the application', async () => {
    const { rows } = await admin.query<{ table: string; auth: boolean; app: boolean }>(
      `SELECT relname AS table, has_table_privilege('${databaseRoles.auth}', oid, 'SELECT,INSERT,UPDATE,DELETE') AS auth,
        has_table_privilege('${databaseRoles.app}', oid, 'SELECT,INSERT,UPDATE,DELETE') AS app
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'case_counter'`,
    )
    for (const { table, auth, app } of rows) {
      const isSignIn = table.startsWith('auth_')
      expect({ table, auth, app }).toEqual({ table, auth: isSignIn, app: !isSignIn && table !== '_prisma_migrations' })
    }
  })
})

test('no role of the product may pass row-level security by', async () => {
  const { rows } = await admin.query(
    `SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    [Object.values(databaseRoles)],
  )
  expect(rows).toEqual([])
})

test('functions that run as the owner pin their search path and are not for everyone', async () => {
  const { rows } = await admin.query<{ name: string; config: string[] | null; everyone: boolean }>(
    `SELECT proname AS name, proconfig AS config, has_function_privilege('${databaseRoles.auth}', oid, 'EXECUTE') AS everyone
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype`,
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const row of rows) expect(row).toMatchObject({ config: ['search_path=pg_catalog, public'], everyone: false })
})

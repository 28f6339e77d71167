import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { inject } from 'vitest'
import { rowsBySql, withSql } from '#infra/testing/sql.ts'
import { removedPolicy, withoutPolicy } from '#infra/mutants/mutants.ts'
import { bootstrapDatabase, databaseRoles, roleUrls } from './bootstrap.ts'
import type { RoleUrls } from './bootstrap.ts'
import { migrateJobs } from './jobs-schema.ts'

/** A migrated database of a test's own. */
export interface TestDatabase extends RoleUrls {
  /** The superuser in the same database: for tampering, never for the code under test. */
  readonly adminUrl: string
  drop(): Promise<void>
}

const passwords = { owner: 'test-owner', app: 'test-app', auth: 'test-auth', jobs: 'test-jobs' }
const migrations = join(import.meta.dirname, 'migrations')

/** Arbitrary but fixed: test files run side by side, and only one makes the template. */
const templateLock = 7_301_482_202

/** Copies a database that was bootstrapped and migrated once a run; for `*.int.test.ts`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminDatabaseUrl')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await withSql(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [templateLock])
    const template = await ensureTemplate(admin, adminUrl)
    await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER ${databaseRoles.owner}`)
    await admin.query('SELECT pg_advisory_unlock($1)', [templateLock])
  })
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return {
    ...roleUrls({ adminUrl, database, passwords }),
    adminUrl: url.href,
    drop: async () => {
      await rowsBySql(adminUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}

async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
  const scripts = await readMigrations()
  const database = `template_${createHash('sha256').update(scripts.join('')).digest('hex').slice(0, 16)}`
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (rows.length > 0) return database
  const making = `${database}_making`
  await admin.query(`DROP DATABASE IF EXISTS ${making}`)
  const { ownerUrl } = await bootstrapDatabase({ adminUrl, database: making, passwords })
  await withSql(ownerUrl, async (owner) => {
    for (const script of scripts) await owner.query(script)
  })
  await migrateJobs(ownerUrl)
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${database}`)
  return database
}

/** The migrations as Prisma would run them; that Prisma agrees with the schema is the drift test's business. */
async function readMigrations(): Promise<readonly string[]> {
  const folders = (await readdir(migrations, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name)
  const scripts = await Promise.all(folders.sort().map((folder) => readFile(join(migrations, folder, 'migration.sql'), 'utf8')))
  // The mutation check takes one row-level policy away and looks who notices.
  const removed = removedPolicy()
  return removed === undefined ? scripts : [...scripts, withoutPolicy(removed)]
}

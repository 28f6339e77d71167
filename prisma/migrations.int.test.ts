import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { createTestDatabase } from './testing.ts'
import { rowsBySql } from '#infra/testing/sql.ts'

const root = join(import.meta.dirname, '..')
const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js')

const run = (args: readonly string[], databaseUrl: string) =>
  promisify(execFile)(process.execPath, [prisma, ...args], { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl } })

test('the migrations lead to exactly the schema', async () => {
  // The roles that the migrations name are made with the first test database.
  const { drop } = await createTestDatabase()
  await drop()
  const args = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--exit-code']
  const { stdout } = await run(args, inject('adminDatabaseUrl'))
  expect(stdout).toContain('No difference detected')
}, 120_000)

test('the search folds as the program does', async () => {
  const database = await createTestDatabase()
  const { foldForSearch } = await import('#core/record/search-text.ts')
  const samples = ['Đỗ Thị Ước', 'NGUYỄN  Văn\tThắng', 'Trần Thị Bích Liên'.normalize('NFD'), 'ăâđêôơư ẶẬĐỆỘỢỰ', 'BN-0001 / a_b%c', '  ', 'Huỳnh Gia Bảo']
  for (const sample of samples) {
    const rows = await rowsBySql<{ folded: string }>(database.appUrl, 'SELECT search_fold($1) AS folded', [sample])
    expect(rows[0]?.folded).toBe(foldForSearch(sample))
  }
  await database.drop()
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freePort } from '#infra/testing/free-port.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { openThinLine, type ThinLine } from '#signaling/test-thin-line.ts'

const folder = join(tmpdir(), `lien-vien-stopping-${process.pid}`)
/** The supervisor ends a process by force after this, in milliseconds. */
const graceMs = 8_000
let database: TestDatabase
let line: ThinLine

beforeAll(async () => {
  database = await createTestDatabase()
  line = await openThinLine(Number(new URL(database.jobsUrl).port), 0)
})
beforeEach(() => {
  line.mend()
})
afterAll(async () => {
  await line.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

it('ends by itself when it is asked to, though the database is away', async () => {
  const url = new URL(database.jobsUrl)
  url.port = String(line.port)
  const jobs = spawn(process.execPath, ['jobs/main.ts'], {
    env: { ...process.env, JOBS_DATABASE_URL: url.href, JOBS_PORT: String(await freePort()), DATA_DIR: folder, PKI_SECRET: 'x'.repeat(40), PUBLIC_ORIGIN: 'http://localhost:1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(jobs.stdout, 'data')
  line.cut()
  const asked = performance.now()
  jobs.kill('SIGTERM')
  const [code] = (await once(jobs, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(performance.now() - asked).toBeLessThan(graceMs)
}, 60_000)

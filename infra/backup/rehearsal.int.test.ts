import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stopAbandonedPostgres } from '#infra/database/embedded-postgres.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { rehearseRecovery } from './rehearsal.ts'

let home: string
beforeAll(async () => {
  home = await makeTestFolder()
})
afterAll(async () => {
  for (const name of ['original', 'to-the-end', 'to-a-moment']) await stopAbandonedPostgres(`${home}/${name}/postgres`)
  await rm(home, { recursive: true, force: true })
})

it('a database that is lost in the midst of its work comes back from backup and log: all but its last moments, or as of a moment', { timeout: 90_000 }, async () => {
  const seen = await rehearseRecovery({ home, rows: 5_000, seconds: 3, ports: [await freePort(), await freePort()] })
  expect(seen.acknowledged).toBeGreaterThan(10)
  // The promise of docs/operations.md; the log is on the archive's disk every half second.
  expect(seen.recoveryPointMs).toBeLessThanOrEqual(5_000)
  expect(seen.restored).toBeGreaterThan(0)
  expect(seen.exactAtMoment).toBe(true)
})

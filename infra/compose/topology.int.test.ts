import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { waitForHealth } from '#infra/start/health-probe.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'

/** The topology of compose.yaml as processes: the containers' own entry, an outside PostgreSQL, secrets from a file; without the portal, whose build is another test's. */

let folder: string
let database: EmbeddedPostgres
let environment: NodeJS.ProcessEnv
const ports: Record<string, number> = {}
const running: ChildProcess[] = []

const entry = (name: string): ChildProcess => spawn(productNode, ['infra/compose/run.ts', name], { cwd: repositoryRoot, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })

beforeAll(async () => {
  folder = await makeTestFolder()
  await mkdir(join(folder, 'secrets'))
  const { POSTGRES_PASSWORD: password } = await loadSecrets(join(folder, 'secrets'))
  for (const name of ['PORT', 'GATEWAY_HEALTH_PORT', 'PORTAL_PORT', 'SIGNALING_PORT', 'SFU_CONTROL_PORT', 'JOBS_PORT', 'SFU_MEDIA_PORT', 'DATABASE_PORT', 'WAL_HEALTH_PORT']) ports[name] = await freePort()
  database = await startPostgres({ dataDirectory: join(folder, 'postgres'), port: ports['DATABASE_PORT'] ?? 0, password, throwaway: true })
  environment = {
    PATH: process.env['PATH'], NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://hoichan.benhvien.test', SFU_ANNOUNCED_ADDRESS: '127.0.0.1', DEMO: '0', LOG_LEVEL: 'error',
    SECRETS_DIR: join(folder, 'secrets'), DATA_DIR: folder, SFU_WORKERS: '1', SFU_SPARE_WORKER: 'false', MEDIASOUP_WORKER_BIN: inject('mediasoupWorkerBin'), CHROMIUM_BIN: inject('printBrowserBin'),
    WAL_ARCHIVE: join(folder, 'wal'), TURNSERVER_BIN: '/bin/none', ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
  }
}, 60_000)
afterAll(async () => {
  await Promise.all(running.map(async (child) => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }))
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

it('brings the database up to date, then every process answers that it is well', { timeout: 300_000 }, async () => {
  const [code] = await once(entry('migrate'), 'exit')
  expect(code).toBe(0)
  // The portal is not there, and the gateway says so of itself; the others are well without it.
  const wanted = [['signaling', 'SIGNALING_PORT'], ['sfu', 'SFU_CONTROL_PORT'], ['jobs', 'JOBS_PORT'], ['wal', 'WAL_HEALTH_PORT']] as const
  for (const name of [...wanted.map(([one]) => one), 'gateway'] as const) running.push(entry(name))
  for (const [name, port] of wanted)
    expect([name, await waitForHealth(`http://127.0.0.1:${ports[port]}/health`, { withinMs: 120_000, until: 'up', signal: AbortSignal.timeout(120_000) })]).toEqual([name, true])
  expect(await waitForHealth(`http://127.0.0.1:${ports['GATEWAY_HEALTH_PORT']}/health`, { withinMs: 120_000, until: 'answering', signal: AbortSignal.timeout(120_000) })).toBe(true)
})

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endCommands } from '#infra/setup/run.mjs'
import { postgresPid } from '#infra/start/keep-database.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { startPostgres, stopAbandonedPostgres, type PostgresOptions } from './embedded-postgres.ts'

let folder: string
let options: PostgresOptions

beforeAll(async () => {
  folder = await makeTestFolder()
  options = { dataDirectory: join(folder, 'postgres'), port: await freePort(), password: 'a password of this test', throwaway: true }
  await (await startPostgres(options)).stop()
})
afterAll(async () => {
  await stopAbandonedPostgres(options.dataDirectory)
  await rm(folder, { recursive: true, force: true })
})

/** Starts it and cuts the start short as soon as the server has a process; whether the start was indeed cut short. */
async function cutShort(): Promise<boolean> {
  const starting = startPostgres(options).then((server) => server, () => null)
  while ((await postgresPid(options.dataDirectory)) === undefined) await elapse(5)
  endCommands()
  const server = await starting
  await server?.stop()
  return server === null
}

it('a start that is cut short leaves no server behind', async () => {
  let cut = false
  // On a quick machine the server may be up before it is told to end.
  for (let tries = 0; tries < 10 && !cut; tries += 1) cut = await cutShort()
  expect(cut).toBe(true)
  await expect.poll(() => postgresPid(options.dataDirectory), { timeout: 10_000 }).toBe(undefined)
})

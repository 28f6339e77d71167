import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { freePort } from './free-port.ts'
import { makeTestFolder } from './test-folder.ts'

/** Starts an empty PostgreSQL for one run; `stop` also removes its data. */
export async function startThrowawayPostgres(): Promise<EmbeddedPostgres> {
  const folder = await makeTestFolder()
  const server = await startPostgres({
    dataDirectory: join(folder, 'postgres'),
    port: await freePort(),
    password: randomBytes(16).toString('hex'),
    throwaway: true,
  })
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startPostgres, stopAbandonedPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { processRuns } from '#infra/start/leftovers.ts'

// Readable by the database's own user, which os.tmpdir()'s private folders are not.
const home = '/var/tmp/lien-vien/tests'

/** A TCP port on loopback that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** Stops and removes the databases of test runs that were killed; a folder is named after the process that made it. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(home)) {
    if (processRuns(Number.parseInt(name, 10))) continue
    await stopAbandonedPostgres(join(home, name, 'postgres'))
    await rm(join(home, name), { recursive: true, force: true })
  }
}

/** Starts an empty PostgreSQL for one run; `stop` also removes its data. */
export async function startThrowawayPostgres(): Promise<EmbeddedPostgres> {
  await mkdir(home, { recursive: true, mode: 0o755 })
  await sweepAbandoned()
  const folder = join(home, `${process.pid}-${randomBytes(4).toString('hex')}`)
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

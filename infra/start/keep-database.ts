import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { placeOf, startPostgres, type PostgresOptions } from '#infra/database/embedded-postgres.ts'
import { processRuns } from './leftovers.ts'
import { delayAfter } from './supervisor.ts'

/** The embedded database under our care: started again when it dies. */
export interface DatabaseKeeper {
  /** Stops watching, after a restart that is under way. Safe to call twice. */
  readonly close: () => Promise<void>
}

const lookEveryMs = 250

/** Number of the server process on this data directory; undefined where none runs. */
export async function postgresPid(dataDirectory: string): Promise<number | undefined> {
  const text = await readFile(join(await placeOf(dataDirectory), 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return Number.isInteger(pid) && processRuns(pid) ? pid : undefined
}

/**
 * Watches a database that runs, and starts it again whenever its process has gone: PostgreSQL then plays its log to the last
 * acknowledged transaction. It is no child of ours (see `startPostgres`), so that nobody tells us of its death.
 */
export function keepDatabase(options: PostgresOptions, onDeath: (delayMs: number) => void): DatabaseKeeper {
  let closed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  const look = async (): Promise<void> => {
    if ((await postgresPid(options.dataDirectory)) !== undefined) {
      failures = 0
      return
    }
    failures += 1
    onDeath(delayAfter(failures))
    // What the dead server left running ends by itself within moments, and until then its memory is held.
    await startPostgres(options).catch(() => undefined)
  }
  const next = (): void => {
    if (closed) return
    timer = setTimeout(() => {
      looking = look().catch(() => undefined).finally(next)
    }, failures === 0 ? lookEveryMs : delayAfter(failures))
  }
  next()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await looking
    },
  }
}

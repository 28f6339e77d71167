import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma/generated/client.ts'
import { ScopedPool } from './scoped-pool.ts'
import { makeStatementNames } from './statement-names.ts'

export interface ClientOptions {
  readonly url: string
  /** Shown in pg_stat_activity. */
  readonly applicationName: string
  readonly maxConnections?: number
  /** Told of connections lost while idle; the next query opens another. */
  readonly onFailure?: (error: Error) => void
}

/** Opens the generated client on a pool that sends every query with its scope; `close` may be called twice. */
export function openScopedClient({ url, applicationName, maxConnections = 10, onFailure = () => undefined }: ClientOptions) {
  const pool = new ScopedPool({ connectionString: url, application_name: applicationName, max: maxConnections })
  // Ours, since the adapter takes its own listener off before the connections are closed, and an unheard error ends the process.
  pool.on('error', onFailure)
  const adapter = new PrismaPg(pool, { onConnectionError: onFailure, statementNameGenerator: makeStatementNames() })
  // A longer error would quote the record's values, and Next prints what a page throws.
  const client = new PrismaClient({ adapter, errorFormat: 'minimal' })
  let closing: Promise<void> | undefined
  return {
    client,
    close: (): Promise<void> => {
      closing ??= client.$disconnect().then(() => pool.end())
      return closing
    },
  }
}

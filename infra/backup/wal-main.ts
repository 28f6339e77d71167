// Receives PostgreSQL's log into WAL_ARCHIVE, so that the database can be put back to any moment; started by `npm start`.
import { Client } from 'pg'
import { z } from 'zod'
import { serveHealth } from '#adapters/observability/health.ts'
import { createLogger, logLevels } from '#adapters/observability/logger.ts'
import { createMetrics } from '#adapters/observability/metrics.ts'
import { parsePosition } from './wal-position.ts'
import { receiveWal } from './wal-receiver.ts'

const schema = z.object({
  WAL_DATABASE_URL: z.string().min(1),
  WAL_ARCHIVE: z.string().min(1),
  WAL_HEALTH_PORT: z.coerce.number().int().min(1).max(65_535).default(3008),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

const parsed = schema.safeParse(process.env)
if (!parsed.success) throw new Error(`wal: missing or malformed environment: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`)
const env = parsed.data
const log = createLogger({ component: 'wal', level: env.LOG_LEVEL })
const receiver = await receiveWal({ adminUrl: env.WAL_DATABASE_URL, archive: env.WAL_ARCHIVE })

/** A commit waits at most for the next flush; what is further behind is an archive that does not keep up. */
const mostBehindBytes = 64 * 1024 * 1024

async function keepsUp(): Promise<void> {
  const client = new Client({ connectionString: env.WAL_DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: string }>('SELECT pg_current_wal_flush_lsn()::text AS at')
    if (parsePosition(rows[0]?.at ?? '') - receiver.flushed() > BigInt(mostBehindBytes)) throw new Error('the archive is behind')
  } finally {
    await client.end()
  }
}

const health = await serveHealth({ component: 'wal', version: '1', port: env.WAL_HEALTH_PORT, metrics: createMetrics('wal'), checks: { archive: keepsUp } })
log.info('wal.receiving')
const leaving = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    leaving.abort()
    void receiver.close().then(() => health.close()).then(() => process.exit(0))
  })

const cause = await receiver.ended
if (!leaving.signal.aborted) {
  log.error('wal.ended', cause === undefined ? {} : { cause })
  // Whoever watches us starts us again, and the archive goes on where it ended.
  process.exit(1)
}

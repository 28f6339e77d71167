import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '#adapters/observability/logger.ts'
import { jobsSchema } from '#prisma/jobs-schema.ts'
import pg from 'pg'

interface WatchOptions {
  readonly databaseUrl: string
  /** The names under which the queues of this process hold their jobs. */
  readonly holders: ReadonlySet<string>
  readonly log: Pick<Logger, 'warn'>
  /** Pause between two looks, in milliseconds. */
  readonly everyMs?: number
}

const lookEveryMs = 5_000
/** Arbitrary but fixed: the first half of the locks that say who lives. */
const lockClass = 7_301_482
/** Whoever has lost the database takes a moment to say again that they live. */
const looksInARow = 2

const takeLock = `SELECT pg_try_advisory_lock(${lockClass}, hashtext($1)) AS taken`
const giveBack = `SELECT pg_advisory_unlock(${lockClass}, hashtext($1))`
const whoHolds = `SELECT DISTINCT locked_by AS name FROM ${jobsSchema}._private_jobs WHERE locked_at < now() - interval '1 second' AND locked_by <> ALL ($1)`

/**
 * Gives back the jobs of processes that are no more: the queue by itself keeps what a killed process had taken for four hours. Every
 * process holds a lock for as long as it lives; a name under which jobs are held and whose lock is free belongs to nobody.
 */
export function watchForDeadHolders({ databaseUrl, holders, log, everyMs = lookEveryMs }: WatchOptions): { close(): Promise<void> } {
  const closing = new AbortController()
  const look = async (client: pg.Client, seen: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>> => {
    for (const own of holders) await client.query(takeLock, [own])
    const found = new Map<string, number>()
    const { rows } = await client.query<{ name: string }>(whoHolds, [[...holders]])
    for (const { name } of rows) {
      const { rows: [lock] } = await client.query<{ taken: boolean }>(takeLock, [name])
      if (lock?.taken !== true) continue
      await client.query(giveBack, [name])
      found.set(name, (seen.get(name) ?? 0) + 1)
    }
    const dead = [...found].flatMap(([name, times]) => (times >= looksInARow ? [name] : []))
    if (dead.length > 0) {
      await client.query(`SELECT ${jobsSchema}.force_unlock_workers($1::text[])`, [dead])
      log.warn('jobs.taken-back', { count: dead.length })
    }
    return found
  }
  const watch = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'jobs-holders', keepAlive: true })
    const lost = new AbortController()
    client.on('error', () => lost.abort()).on('end', () => lost.abort())
    const either = AbortSignal.any([closing.signal, lost.signal])
    try {
      await client.connect()
      for (let seen: ReadonlyMap<string, number> = new Map(); !either.aborted; ) {
        seen = await look(client, seen)
        await pause(everyMs, undefined, { signal: either, ref: false }).catch(() => undefined)
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      // Without the database nothing can be given back; the queues themselves say so in the log.
      await watch().catch(() => undefined)
      await pause(Math.min(everyMs, 1_000), undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    close: async () => {
      closing.abort()
      await running
    },
  }
}

import { EventEmitter } from 'node:events'
import { Logger as QueueLogger, run, type RunnerOptions, type WorkerEvents } from 'graphile-worker'
import { jobsSchema } from '#prisma/jobs-schema.ts'
import { openPatientPool } from './patient-pool.ts'

/** What one queue runs, and how. */
export interface QueueOptions extends Pick<RunnerOptions, 'concurrency' | 'taskList' | 'crontab' | 'pollInterval'> {
  readonly databaseUrl: string
  /** The name under which this queue holds its jobs is added here. */
  readonly holders: Set<string>
}

/** Runs a queue of its own over the one table of jobs. */
export async function runQueue({ databaseUrl, holders, ...options }: QueueOptions): Promise<{ stop(): Promise<void> }> {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => void holders.add(workerPool.id))
  const pool = openPatientPool(databaseUrl)
  const close = (): Promise<void> => pool.end()
  const runner = await run({ ...options, pgPool: pool, schema: jobsSchema, noHandleSignals: true, logger: new QueueLogger(() => () => undefined), events }).catch(async (cause: unknown) => {
    await close()
    throw cause
  })
  return { stop: () => runner.stop().then(close) }
}

import { EventEmitter } from 'node:events'
import { Logger as QueueLogger, run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker'
import { jobsSchema } from '#prisma/jobs-schema.ts'

/** What one queue runs, and how. */
export interface QueueOptions extends Pick<RunnerOptions, 'concurrency' | 'taskList' | 'crontab' | 'pollInterval'> {
  readonly databaseUrl: string
  /** The name under which this queue holds its jobs is added here. */
  readonly holders: Set<string>
}

/** Runs a queue of its own over the one table of jobs. */
export function runQueue({ databaseUrl, holders, ...options }: QueueOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => void holders.add(workerPool.id))
  return run({ ...options, connectionString: databaseUrl, schema: jobsSchema, noHandleSignals: true, logger: new QueueLogger(() => () => undefined), events })
}

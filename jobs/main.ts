import { createLogger } from '#adapters/observability/logger.ts'
import { hearUnheard } from '#adapters/observability/unheard.ts'
import { startJobs } from './compose.ts'
import { readSettings } from './env.ts'

try {
  const settings = readSettings()
  const log = createLogger({ component: 'jobs', level: settings.logLevel })
  // A job that was cut off is done again, and a queue that stopped silently would be noticed by nobody.
  hearUnheard(log, { holdsCalls: false })
  const starting = startJobs(settings, log)
  // A signal during the start counts too.
  const onSignal = (): void => void starting.then((jobs) => jobs.stop()).then(() => process.exit(0))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  await starting
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'jobs: cannot start'}\n`)
  process.exit(1)
}

import { flushCompileCache } from 'node:module'
import { createLogger } from '#adapters/observability/logger.ts'
import { hearUnheard } from '#adapters/observability/unheard.ts'
import { startSfu } from './compose.ts'
import { readSettings } from './env.ts'

try {
  const settings = readSettings()
  const log = createLogger({ component: 'sfu', level: settings.logLevel })
  hearUnheard(log, { holdsCalls: true })
  const starting = startSfu(settings, log)
  const hurry = new AbortController()
  let asked = false
  const failed = (cause: unknown): never => {
    log.error('sfu.stop-failed', { cause })
    process.exit(1)
  }
  // The first signal drains, the second one does not wait; a signal during the start counts too.
  const onSignal = (): void => {
    if (asked) hurry.abort()
    asked = true
    void starting.then((sfu) => sfu.stop(hurry.signal)).then(() => process.exit(0), failed)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  await starting
  // Kept now: whoever is killed keeps nothing.
  flushCompileCache()
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'sfu: cannot start'}\n`)
  process.exit(1)
}

import { flushCompileCache } from 'node:module'
import { createLogger } from '#adapters/observability/logger.ts'
import { hearUnheard } from '#adapters/observability/unheard.ts'
import { startSignaling } from './compose.ts'
import { readSettings } from './env.ts'

const settings = readSettings()
const log = createLogger({ component: 'signaling', level: settings.logLevel })
hearUnheard(log, { holdsCalls: true })

try {
  const signaling = await startSignaling(settings, log)
  const failed = (cause: unknown): never => {
    log.error('signaling.stop-failed', { cause })
    process.exit(1)
  }
  const stop = (): void => void signaling.close().then(() => process.exit(0), failed)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // Kept now: whoever is killed keeps nothing.
  flushCompileCache()
} catch (cause) {
  log.error('signaling.start-failed', { cause })
  process.exitCode = 1
}

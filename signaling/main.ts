import { flushCompileCache } from 'node:module'
import { createLogger } from '#adapters/observability/logger.ts'
import { startSignaling } from './compose.ts'
import { readSettings } from './env.ts'

const settings = readSettings()
const log = createLogger({ component: 'signaling', level: settings.logLevel })

try {
  const signaling = await startSignaling(settings, log)
  const stop = (): void => void signaling.close().then(() => process.exit(0))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // Kept now: whoever is killed keeps nothing.
  flushCompileCache()
} catch (cause) {
  log.error('signaling.start-failed', { cause })
  process.exitCode = 1
}

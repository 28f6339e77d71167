import { createLogger, type Logger } from '#adapters/observability/logger.ts'
import { portalEnv } from './env.ts'

let logger: Logger | undefined

/** The portal's log: transitions and failures, ids and codes only. */
export function portalLogger(): Logger {
  logger ??= createLogger({ component: 'portal', level: portalEnv().LOG_LEVEL })
  return logger
}

import { logLevels, type LogLevel } from '#adapters/observability/logger.ts'
import { z } from 'zod'

const environment = z.object({
  JOBS_DATABASE_URL: z.string().min(1),
  /** Opens the certificate authorities' keys; the same secret as the portal's. */
  PKI_SECRET: z.string().min(32),
  /** Printed in every document as the place to check it. */
  PUBLIC_ORIGIN: z.url(),
  CHROMIUM_BIN: z.string().min(1).default('/usr/bin/chromium'),
  JOBS_PORT: z.coerce.number().int().min(1).max(65_535).default(3004),
  /** Jobs that run at once, and pages that print at once. */
  JOBS_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export interface JobsSettings {
  readonly databaseUrl: string
  readonly pkiSecret: string
  readonly publicOrigin: string
  readonly chromium: string
  readonly port: number
  readonly concurrency: number
  readonly logLevel: LogLevel
}

/** Reads the settings of the process; throws naming the variables that are missing or wrong, never their values. */
export function readSettings(source: NodeJS.ProcessEnv = process.env): JobsSettings {
  const parsed = environment.safeParse(source)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new Error(`jobs: missing or malformed environment: ${names.join(', ')}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.JOBS_DATABASE_URL,
    pkiSecret: env.PKI_SECRET,
    publicOrigin: new URL(env.PUBLIC_ORIGIN).origin,
    chromium: env.CHROMIUM_BIN,
    port: env.JOBS_PORT,
    concurrency: env.JOBS_CONCURRENCY,
    logLevel: env.LOG_LEVEL,
  }
}

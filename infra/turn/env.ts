import { existsSync } from 'node:fs'
import { z } from 'zod'
import { logLevels } from '#adapters/observability/logger.ts'

const port = z.coerce.number().int().min(1).max(65_535)

const schema = z.object({
  TURN_SECRET: z.string().min(16),
  /** UDP and TCP. */
  TURN_PORT: port,
  /** TLS, where there is a certificate; the gateway's own port carries TURN over TLS as well. */
  TURN_TLS_PORT: port,
  TURN_HEALTH_PORT: port,
  /** First of the UDP ports from which the relay speaks to the SFU. */
  TURN_RELAY_PORT: port.default(50_000),
  TURN_LISTEN_ADDRESS: z.string().default('127.0.0.1'),
  SFU_ANNOUNCED_ADDRESS: z.string().min(1),
  SFU_MEDIA_PORT: port,
  SFU_WORKERS: z.coerce.number().int().min(1).max(64).default(64),
  TLS_CERTIFICATE: z.string().optional(),
  TLS_KEY: z.string().optional(),
  DATA_DIR: z.string().min(1),
  TURNSERVER_BIN: z.string().min(1).default('/usr/bin/turnserver'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export type TurnEnv = z.output<typeof schema>

/** Reads the relay's environment; throws with the names of what is missing or malformed, never with a value. */
export function readTurnEnv(source: NodeJS.ProcessEnv = process.env): TurnEnv {
  const result = schema.safeParse(source)
  if (result.success) return result.data
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))]
  throw new Error(`turn: missing or malformed environment: ${names.join(', ')}`)
}

/** Whether this machine has coturn at all. */
export const hasTurnServer = (source: NodeJS.ProcessEnv = process.env): boolean =>
  existsSync(source['TURNSERVER_BIN'] ?? '/usr/bin/turnserver')

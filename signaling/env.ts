import { logLevels, type LogLevel } from '#adapters/observability/logger.ts'
import { z } from 'zod'

const environment = z.object({
  APP_DATABASE_URL: z.string().min(1),
  PUBLIC_ORIGIN: z.url(),
  TICKET_SECRET: z.string().min(16),
  SFU_SECRET: z.string().min(16),
  SFU_CONTROL_URL: z.url().default('http://127.0.0.1:3003'),
  SIGNALING_ADDRESS: z.string().min(1).default('127.0.0.1'),
  /** How the other signaling processes reach this one, where there are several. */
  SIGNALING_NODE_ADDRESS: z.url().optional(),
  /** This process's name to the media server; it keeps it over a restart. */
  SIGNALING_NODE: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).default('signaling'),
  SIGNALING_PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
  /** Where there is a TURN relay: its secret and the addresses that browsers reach it at, divided by commas. */
  TURN_SECRET: z.string().min(16).optional(),
  TURN_URLS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export interface SignalingSettings {
  readonly databaseUrl: string
  readonly publicOrigin: string
  readonly ticketSecret: string
  readonly sfu: { readonly url: string; readonly secret: string }
  readonly relay: { readonly secret: string; readonly urls: readonly string[] } | undefined
  /** Its own among several signaling processes: a lasting name, and where the others reach it. */
  readonly node: { readonly name: string; readonly address: string | undefined }
  readonly address: string
  readonly port: number
  readonly logLevel: LogLevel
}

/** Reads the settings of the process; throws naming the variables that are missing or wrong, never their values. */
export function readSettings(source: NodeJS.ProcessEnv = process.env): SignalingSettings {
  const parsed = environment.safeParse(source)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new Error(`signaling: missing or malformed environment: ${names.join(', ')}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.APP_DATABASE_URL,
    publicOrigin: env.PUBLIC_ORIGIN,
    ticketSecret: env.TICKET_SECRET,
    sfu: { url: env.SFU_CONTROL_URL, secret: env.SFU_SECRET },
    relay: env.TURN_SECRET === undefined || env.TURN_URLS === undefined ? undefined : { secret: env.TURN_SECRET, urls: env.TURN_URLS.split(',') },
    node: { name: env.SIGNALING_NODE, address: env.SIGNALING_NODE_ADDRESS },
    address: env.SIGNALING_ADDRESS,
    port: env.SIGNALING_PORT,
    logLevel: env.LOG_LEVEL,
  }
}

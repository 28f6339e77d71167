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
  SIGNALING_STANDS_BY: z.enum(['no', 'yes']).default('no'),
  SIGNALING_PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
  /** Where there is a TURN relay: its secret and the addresses that browsers reach it at, divided by commas. */
  TURN_SECRET: z.string().min(16).optional(),
  TURN_URLS: z.string().min(1).optional(),
  /** Which engine carries sound and picture: our own SFU, or a LiveKit server. */
  MEDIA_ENGINE: z.enum(['mediasoup', 'livekit']).default('mediasoup'),
  /** The LiveKit server as browsers reach it (`wss://…`), and the key with which it knows us. */
  LIVEKIT_URL: z.url({ protocol: /^wss?$/ }).optional(),
  LIVEKIT_API_KEY: z.string().min(1).optional(),
  /** LiveKit itself asks for 32 characters. */
  LIVEKIT_API_SECRET: z.string().min(32).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export interface LiveKitSettings {
  readonly url: string
  readonly key: string
  readonly secret: string
}

export interface SignalingSettings {
  readonly databaseUrl: string
  readonly publicOrigin: string
  readonly ticketSecret: string
  readonly sfu: { readonly url: string; readonly secret: string }
  readonly relay: { readonly secret: string; readonly urls: readonly string[] } | undefined
  /** The LiveKit server that carries the rooms in place of our SFU, where the deployment chose one. */
  readonly liveKit?: LiveKitSettings | undefined
  /** Its own among several signaling processes: a lasting name, and where the others reach it. */
  readonly node: { readonly name: string; readonly address: string | undefined }
  readonly address: string
  readonly port: number
  /** Whether it waits, warm, for as long as another process serves the port. */
  readonly standsBy?: boolean
  readonly logLevel: LogLevel
}

type Environment = z.output<typeof environment>

function liveKitSettings({ MEDIA_ENGINE, LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret }: Environment): LiveKitSettings | undefined {
  if (MEDIA_ENGINE === 'mediasoup') return undefined
  if (url !== undefined && key !== undefined && secret !== undefined) return { url, key, secret }
  const names = Object.entries({ LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret }).filter(([, value]) => value === undefined).map(([name]) => name)
  throw new Error(`signaling: MEDIA_ENGINE=livekit needs ${names.join(', ')}`)
}

/** Reads the settings of the process; throws naming the variables that are missing or wrong, never their values. */
export function readSettings(source: Readonly<Record<string, string | undefined>> = process.env): SignalingSettings {
  const parsed = environment.safeParse(source)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new Error(`signaling: missing or malformed environment: ${names.join(', ')}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.APP_DATABASE_URL,
    publicOrigin: new URL(env.PUBLIC_ORIGIN).origin,
    ticketSecret: env.TICKET_SECRET,
    sfu: { url: env.SFU_CONTROL_URL, secret: env.SFU_SECRET },
    relay: env.TURN_SECRET === undefined || env.TURN_URLS === undefined ? undefined : { secret: env.TURN_SECRET, urls: env.TURN_URLS.split(',') },
    liveKit: liveKitSettings(env),
    node: { name: env.SIGNALING_NODE, address: env.SIGNALING_NODE_ADDRESS },
    address: env.SIGNALING_ADDRESS,
    port: env.SIGNALING_PORT,
    standsBy: env.SIGNALING_STANDS_BY === 'yes',
    logLevel: env.LOG_LEVEL,
  }
}

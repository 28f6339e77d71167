import { z } from 'zod'
import { logLevels } from '#adapters/observability/logger.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const list = z
  .string()
  .default('')
  .transform((value) => value.split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''))

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  GATEWAY_HEALTH_PORT: port.default(3005),
  PORTAL_URL: z.url(),
  SIGNALING_URL: z.url(),
  /** The TURN relay on this machine, reached through the gateway's own port as well. */
  TURN_PORT: port.optional(),
  /** Files of the server's certificate and key; plain HTTP without them. */
  TLS_CERTIFICATE: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** Certificate of the local authority, handed to machines that are to trust it. */
  TLS_AUTHORITY: z.string().optional(),
  /** Addresses of proxies in front of us, whose word about the client we take. */
  TRUSTED_PROXIES: list,
  /** User and group to change over to once the port is open, where we are root. */
  RUN_AS: z.string().regex(/^\d+:\d+$/).transform((text) => text.split(':').map(Number) as [uid: number, gid: number]).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

export type GatewayEnv = z.output<typeof schema>

/** Reads the gateway's environment; throws with the names of what is missing or malformed, never with a value. */
export function readGatewayEnv(source: NodeJS.ProcessEnv = process.env): GatewayEnv {
  const result = schema.safeParse(source)
  if (result.success) return result.data
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))]
  throw new Error(`gateway: missing or malformed environment: ${names.join(', ')}`)
}

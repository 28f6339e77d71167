import { z } from 'zod'
import { outsideVariables } from '#adapters/pki/outside-settings.ts'

const origin = z.url().transform((value) => new URL(value).origin)

const schema = z.object({
  AUTH_DATABASE_URL: z.string().min(1),
  APP_DATABASE_URL: z.string().min(1),
  PUBLIC_ORIGIN: origin,
  AUTH_SECRET: z.string().min(32),
  TICKET_SECRET: z.string().min(32),
  /** Opens the certificate authorities' keys and peppers the signers' PINs. */
  PKI_SECRET: z.string().min(32),
  ...outsideVariables,
  /** Root of the platform's own image archive's DICOMweb service; no browser learns of it. */
  ARCHIVE_URL: z.url(),
  ARCHIVE_USER: z.string().min(1),
  ARCHIVE_PASSWORD: z.string().min(1),
  /** Opens the sealed passwords of the hospitals' own archives. */
  PACS_SECRET: z.string().min(32),
  /** The hospitals' own FHIR servers that may be asked, by origin and separated by commas; none may where none is named. */
  FHIR_SOURCES: z.string().default('').transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== '')).pipe(z.array(origin)),
  /** Where uploads lie until they have been looked at. */
  DATA_DIR: z.string().default('.data'),
  /** Where recordings lie; the media server writes them there. */
  SFU_RECORDING_DIR: z.string().min(1).optional(),
  /** Where the deployment's keys lie; without it files are kept as they are, and those that are sealed do not open. */
  KEYS_DIR: z.string().min(1).optional(),
  SIGNALING_URL: z.url(),
  SFU_URL: z.url().optional(),
  JOBS_URL: z.url().optional(),
  /** The media relay's health, where the deployment has one. */
  TURN_HEALTH_URL: z.url().optional(),
  /** The deployment's own push key; its public half goes to browsers. */
  VAPID_PRIVATE_KEY: z.string().min(32).optional(),
  /** The push services that the deployment may speak to, separated by commas; Web Push is off where none is named. */
  PUSH_SERVICES: z.string().default('').transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== '')),
  /** The hospital's mail server; the portal itself sends nothing but letters about accounts, whose secrets must lie in no queue. */
  SMTP_URL: z.string().default('').transform((text) => (text === '' ? undefined : text)),
  MAIL_FROM: z.string().min(3).default('Liên Viện <lienvien@localhost>'),
  /** Which engine carries sound and picture; a LiveKit server is an address that pages may connect to. */
  MEDIA_ENGINE: z.enum(['mediasoup', 'livekit']).default('mediasoup'),
  LIVEKIT_URL: z.url({ protocol: /^wss?$/ }).optional(),
  DEMO: z.stringbool().default(false),
  /** Whether whoever sees patients must have a second factor, or is only offered one. */
  SECOND_FACTOR: z.enum(['required', 'offered']).default('offered'),
  /** After how long without use a session ends. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(7 * 24 * 60).default(12 * 60),
  /** After how long a session ends however it is used. */
  SESSION_MAX_HOURS: z.coerce.number().positive().max(30 * 24).default(24),
  /** How many sessions one person may have at once; the one unused the longest gives way. */
  SESSIONS_PER_PERSON: z.coerce.number().int().min(1).max(100).default(10),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('SSO'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type PortalEnv = z.output<typeof schema>

let parsed: PortalEnv | undefined

/**
 * The portal's environment, parsed at the first use and not at import, so that a build needs none of it.
 * Throws with the names of what is missing or malformed, never with a value.
 */
export function portalEnv(): PortalEnv {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))]
    throw new Error(`portal: missing or malformed environment: ${names.join(', ')}`)
  }
  parsed = result.data
  return parsed
}

/** The LiveKit server that carries the rooms, where the deployment chose one. */
export function liveKitUrl(): string | undefined {
  const { MEDIA_ENGINE, LIVEKIT_URL } = portalEnv()
  return MEDIA_ENGINE === 'livekit' ? LIVEKIT_URL : undefined
}

/** True under `next dev`, where React needs eval and the router a socket of its own. */
export const isDevelopment = process.env.NODE_ENV === 'development'

/** Whether browsers reach the portal over TLS, so that cookies may be held to it. */
export const isSecureOrigin = (publicOrigin: string): boolean => publicOrigin.startsWith('https:')

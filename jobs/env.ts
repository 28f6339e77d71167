import { logLevels, type LogLevel } from '#adapters/observability/logger.ts'
import { brandId } from '#core/shared/ids.ts'
import { outsideVariables } from '#adapters/pki/outside-settings.ts'
import { z } from 'zod'
import type { Hl7Port } from './hl7-listener.ts'
import { readSyslogTarget, type SyslogTarget } from '#adapters/syslog/syslog-target.ts'

const listener = /^(\d{1,5})=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Reads which port is which hospital's; null where the text is not of that shape. */
function readListeners(text: string): readonly Hl7Port[] | null {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '')
  const read = parts.flatMap((part): Hl7Port[] => {
    const [, port, organization] = listener.exec(part) ?? []
    return port === undefined || organization === undefined ? [] : [{ port: Number(port), organization: brandId(organization) }]
  })
  return read.length === parts.length ? read : null
}

const environment = z.object({
  JOBS_DATABASE_URL: z.string().min(1),
  /** Opens the certificate authorities' keys; the same secret as the portal's. */
  PKI_SECRET: z.string().min(32),
  TRUSTED_AUTHORITIES: outsideVariables.TRUSTED_AUTHORITIES,
  /** Printed in every document as the place to check it. */
  PUBLIC_ORIGIN: z.url(),
  CHROMIUM_BIN: z.string().min(1).default('/usr/bin/chromium'),
  JOBS_PORT: z.coerce.number().int().min(1).max(65_535).default(3004),
  /** Jobs that run at once, and pages that print at once. */
  JOBS_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  /** `port=hospital's id`, separated by commas: where each hospital's systems send HL7 v2 to; none where nothing is set. */
  HL7_LISTENERS: z.string().default('').transform((text, context) => readListeners(text) ?? (context.addIssue({ code: 'custom' }), z.NEVER)),
  HL7_ADDRESS: z.string().min(1).default('127.0.0.1'),
  /** Where the deployment's keys lie; without it files are kept as they are. */
  KEYS_DIR: z.string().min(1).optional(),
  /** Where the witness of the audit chains keeps its journal. */
  DATA_DIR: z.string().min(1),
  /** `udp://`, `tcp://` or `tls://` and a host: audit events are sent there as well; nowhere where nothing is set. */
  AUDIT_SYSLOG: z.string().default('').transform((text, context) => (text === '' ? null : (readSyslogTarget(text) ?? (context.addIssue({ code: 'custom' }), z.NEVER)))),
  /** The hospital's own mail server; no mail where nothing is set. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Liên Viện <lienvien@localhost>'),
  /** The push services that the deployment may speak to, separated by commas; Web Push is off where none is named, since they lie outside. */
  PUSH_SERVICES: z.string().default('').transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== '')),
  /** The deployment's own push key (VAPID), made at set-up. */
  VAPID_PRIVATE_KEY: z.string().min(32).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
})

/** How people are told who have no page open. */
export interface NotifySettings {
  readonly mail: { readonly server: string; readonly from: string } | null
  readonly pushServices: readonly string[]
  readonly pushKey: string | null
}

export interface JobsSettings {
  readonly databaseUrl: string
  readonly pkiSecret: string
  /** Folder of the authorities outside the platform whose signers are believed; null for none. */
  readonly trustedAuthorities: string | null
  readonly publicOrigin: string
  readonly chromium: string
  readonly port: number
  readonly concurrency: number
  readonly hl7: { readonly address: string; readonly listeners: readonly Hl7Port[] }
  readonly dataDirectory: string
  readonly keysDirectory: string | undefined
  readonly auditSyslog: SyslogTarget | null
  readonly notify: NotifySettings
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
    trustedAuthorities: env.TRUSTED_AUTHORITIES ?? null,
    publicOrigin: new URL(env.PUBLIC_ORIGIN).origin,
    chromium: env.CHROMIUM_BIN,
    port: env.JOBS_PORT,
    concurrency: env.JOBS_CONCURRENCY,
    hl7: { address: env.HL7_ADDRESS, listeners: env.HL7_LISTENERS },
    dataDirectory: env.DATA_DIR,
    keysDirectory: env.KEYS_DIR,
    auditSyslog: env.AUDIT_SYSLOG,
    notify: {
      mail: env.SMTP_URL === undefined ? null : { server: env.SMTP_URL, from: env.MAIL_FROM },
      pushServices: env.PUSH_SERVICES,
      pushKey: env.VAPID_PRIVATE_KEY ?? null,
    },
    logLevel: env.LOG_LEVEL,
  }
}

import { join } from 'node:path'
import type { RoleUrls } from '#prisma/bootstrap.ts'
import { installedPrintBrowser } from '#infra/setup/system-packages.mjs'
import { productEnvironment } from '#infra/setup/paths.mjs'
import { archiveUser } from '#infra/archive/orthanc.ts'
import { hasTurnServer } from '#infra/turn/env.ts'
import type { ServerCertificate } from './certificates.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'

export interface EnvironmentSources {
  readonly settings: Settings
  readonly secrets: Secrets
  readonly urls: RoleUrls
  /** Address at which browsers reach us. */
  readonly origin: string
  /** Address that the media server writes into its candidates. */
  readonly mediaAddress: string
  readonly certificate: ServerCertificate | undefined
}

const loopbackUrl = (port: number): string => `http://127.0.0.1:${port}`

/** Where no other machine takes part, the media ports stay closed to the network; behind a proxy of the hospital's they do take part. */
const mediaListenAddress = ({ lan, publicOrigin }: Settings): string => (lan || publicOrigin !== undefined ? '0.0.0.0' : '127.0.0.1')

/** Empty where there is no coturn: browsers then reach the SFU directly or not at all. */
function turnVariables({ settings, secrets, origin }: EnvironmentSources): Readonly<Record<string, string>> {
  if (!hasTurnServer()) return {}
  const { ports } = settings
  const { hostname, port, protocol } = new URL(origin)
  const secure = protocol === 'https:'
  const own = port === '' ? (secure ? '443' : '80') : port
  return {
    TURN_SECRET: secrets.TURN_SECRET,
    TURN_PORT: String(ports.turn),
    TURN_TLS_PORT: String(ports.turnTls),
    TURN_HEALTH_PORT: String(ports.turnHealth),
    TURN_HEALTH_URL: loopbackUrl(ports.turnHealth),
    TURN_LISTEN_ADDRESS: mediaListenAddress(settings),
    // The relay's own port first; then the one port that a browser has certainly reached: the gateway's.
    TURN_URLS: process.env['TURN_URLS'] || `turn:${hostname}:${ports.turn}?transport=udp,${secure ? 'turns' : 'turn'}:${hostname}:${own}?transport=tcp`,
  }
}

/** The environment of every process of the product but for the media worker's path, which is known last. */
export function productVariables(sources: EnvironmentSources): NodeJS.ProcessEnv {
  const { settings, secrets, urls, certificate } = sources
  const { ports } = settings
  // The owner's and the administrator's addresses stay here: no running process may change tables.
  const { DATABASE_URL: _administrator, LIENVIEN_PROGRESS: _progress, FORCE_COLOR: _colour, ...inherited } = productEnvironment()
  return {
    LOG_LEVEL: 'info',
    CHROMIUM_BIN: installedPrintBrowser(),
    ...inherited,
    NODE_ENV: settings.mode,
    NO_COLOR: '1',
    APP_DATABASE_URL: urls.appUrl,
    AUTH_DATABASE_URL: urls.authUrl,
    JOBS_DATABASE_URL: urls.jobsUrl,
    PUBLIC_ORIGIN: sources.origin,
    DATA_DIR: settings.dataDirectory,
    // Read by path, so that new keys are taken up without a restart.
    KEYS_DIR: settings.keysDirectory,
    // A process that is started anew in the middle of a session has half its start behind it.
    NODE_COMPILE_CACHE: join(settings.dataDirectory, 'compile-cache'),
    DEMO: settings.demo ? 'true' : 'false',
    // The demo's accounts are shown on its sign-in page and have no telephone; whoever works in earnest needs the second factor.
    SECOND_FACTOR: inherited['SECOND_FACTOR'] ?? (settings.demo ? 'offered' : 'required'),
    AUTH_SECRET: secrets.AUTH_SECRET,
    TICKET_SECRET: secrets.TICKET_SECRET,
    SFU_SECRET: secrets.SFU_SECRET,
    ...turnVariables(sources),
    PKI_SECRET: secrets.PKI_SECRET,
    PACS_SECRET: secrets.PACS_SECRET,
    VAPID_PRIVATE_KEY: secrets.VAPID_PRIVATE_KEY,
    ARCHIVE_URL: `${loopbackUrl(ports.archive)}/dicom-web`,
    ARCHIVE_USER: archiveUser,
    ARCHIVE_PASSWORD: secrets.ARCHIVE_PASSWORD,
    HOST: settings.host,
    PORT: String(ports.gateway),
    GATEWAY_HEALTH_PORT: String(ports.gatewayHealth),
    PORTAL_PORT: String(ports.portal),
    SIGNALING_PORT: String(ports.signaling),
    SFU_CONTROL_PORT: String(ports.sfuControl),
    SFU_MEDIA_PORT: String(ports.sfuMedia),
    // Written by the media server, shown by the portal, erased by the jobs when their time is over.
    SFU_RECORDING_DIR: join(settings.dataDirectory, 'recordings'),
    JOBS_PORT: String(ports.jobs),
    PORTAL_URL: loopbackUrl(ports.portal),
    SIGNALING_URL: loopbackUrl(ports.signaling),
    SFU_CONTROL_URL: loopbackUrl(ports.sfuControl),
    // The portal asks after the health of what runs.
    ...(inherited['MEDIA_ENGINE'] === 'livekit' ? {} : { SFU_URL: loopbackUrl(ports.sfuControl) }),
    JOBS_URL: loopbackUrl(ports.jobs),
    SFU_ANNOUNCED_ADDRESS: sources.mediaAddress,
    SFU_LISTEN_ADDRESS: mediaListenAddress(settings),
    NEXT_TELEMETRY_DISABLED: '1',
    ...(certificate && {
      TLS_CERTIFICATE: certificate.certificateFile,
      TLS_KEY: certificate.keyFile,
      TLS_AUTHORITY: certificate.authorityFile,
    }),
  }
}

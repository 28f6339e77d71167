import { prepareArchive, type ArchiveProcess } from '#infra/archive/orthanc.ts'
import { join } from 'node:path'
import { describeComponents, type Component, type ComponentName } from '#infra/start/components.ts'
import { productVariables } from '#infra/start/environment.ts'
import { parseStartOptions } from '#infra/start/options.ts'
import { loadSecrets, type Secrets } from '#infra/start/secrets.ts'
import { readSettings, type Settings } from '#infra/start/settings.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { roleUrls, type RoleUrls } from '#prisma/bootstrap.ts'

/** What one container is told, from its environment and its secret files. */
export interface Settled {
  readonly settings: Settings
  readonly secrets: Secrets
  readonly urls: RoleUrls
  /** The superuser's address; only the migration and the archive of the log use it. */
  readonly adminUrl: string
  readonly variables: NodeJS.ProcessEnv
}

const database = 'lienvien'

/** Reads the secret files and derives every variable of every process, as `npm start` does on one machine. */
export async function settle(environment: NodeJS.ProcessEnv = process.env): Promise<Settled> {
  const origin = environment['PUBLIC_ORIGIN']
  const mediaAddress = environment['SFU_ANNOUNCED_ADDRESS']
  if (origin === undefined || mediaAddress === undefined) throw new StartProblem('PUBLIC_ORIGIN and SFU_ANNOUNCED_ADDRESS must be set.')
  const secrets = await loadSecrets(environment['SECRETS_DIR'] ?? '/run/secrets')
  const place = `${environment['DATABASE_HOST'] ?? '127.0.0.1'}:${environment['DATABASE_PORT'] ?? '5432'}`
  const adminUrl = `postgresql://postgres:${encodeURIComponent(secrets.POSTGRES_PASSWORD)}@${place}/${database}`
  const settings: Settings = { ...readSettings(parseStartOptions([]), { ...environment, DATABASE_URL: adminUrl }), demo: environment['DEMO'] === '1' }
  const passwords = { owner: secrets.OWNER_PASSWORD, app: secrets.APP_PASSWORD, auth: secrets.AUTH_PASSWORD, jobs: secrets.JOBS_PASSWORD }
  const urls = roleUrls({ adminUrl, database, passwords })
  const variables = productVariables({ settings, secrets, urls, origin, mediaAddress, certificate: undefined })
  // Processes on several machines: where the others are must be said, and who is there is for a cluster to watch.
  for (const name of ['PORTAL_URL', 'SIGNALING_URL', 'SFU_CONTROL_URL', 'ARCHIVE_URL']) {
    if (environment[name] === undefined) continue
    Object.assign(variables, { [name]: environment[name], TURN_HEALTH_URL: '', JOBS_URL: '', SFU_URL: environment['SFU_CONTROL_URL'] ?? '' })
  }
  // A variable that Compose passes on empty is one that is not set.
  for (const [name, value] of Object.entries(variables)) if (value === '') Reflect.deleteProperty(variables, name)
  return { settings, secrets, urls, adminUrl, variables }
}

/** Where the archive would run; only the archive's own container prepares it. */
const elsewhere = (port: number): ArchiveProcess => ({ command: ['orthanc'], directory: '/', user: {}, url: '', healthUrl: `http://127.0.0.1:${port}/system`, authorization: '' })

/** The portal listens on loopback, unless others are to reach it from their machines. */
const onAddress = ([program, ...args]: Component['command'], address: string | undefined): Component['command'] =>
  address === undefined ? [program, ...args] : [program, ...args.map((one) => (one === '127.0.0.1' ? address : one))]

/** One process as `npm start` would run it. */
export async function componentOf(name: ComponentName, { settings, secrets, adminUrl, variables }: Settled, prepare: boolean): Promise<Component> {
  const password = secrets.ARCHIVE_PASSWORD
  const archive = name === 'archive' && prepare
    ? await prepareArchive({ directory: join(settings.dataDirectory, 'images'), port: settings.ports.archive, password, remote: process.env['ARCHIVE_REMOTE'] === '1' })
    : { ...elsewhere(settings.ports.archive), authorization: `Basic ${Buffer.from(`lienvien:${password}`).toString('base64')}` }
  const wal = { archive: process.env['WAL_ARCHIVE'] ?? '/wal', databaseUrl: adminUrl, healthPort: Number(process.env['WAL_HEALTH_PORT'] ?? 3008) }
  const found = describeComponents(settings, variables, { archive, wal }).find((one) => one.name === name)
  if (found === undefined) throw new StartProblem(`There is no process ${name} in this image.`)
  return name === 'portal' ? { ...found, command: onAddress(found.command, process.env['PORTAL_HOST']) } : found
}

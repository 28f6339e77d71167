import { basename, join } from 'node:path'
import { BootstrapRefusal, bootstrapDatabase, roleUrls, type BootstrapOptions, type RoleUrls } from '#prisma/bootstrap.ts'
import { migrateJobs } from '#prisma/jobs-schema.ts'
import { removePostgresData, startPostgres, superuserUrl, type EmbeddedPostgres, type PostgresOptions } from '#infra/database/embedded-postgres.ts'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { step } from '#infra/setup/progress.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { fingerprintOf, onlyWhenChanged } from './fingerprint.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'

/** A database that is ready for the product. */
export interface ProductDatabase {
  readonly urls: RoleUrls
  /** How the embedded server was started; undefined for an outside one. */
  readonly embedded: PostgresOptions | undefined
  /** Stops the embedded server; an outside one is left alone. */
  readonly stop: () => Promise<void>
}

const embeddedDatabaseName = 'lienvien'
const prismaCli = join(repositoryRoot, 'node_modules', 'prisma', 'build', 'index.js')

const prisma = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<string> =>
  run(productNode, [prismaCli, ...args], { cwd: repositoryRoot, env: { ...productEnvironment(), ...variables } })

/** Generates the typed database client that the sources import. */
export async function generateClient(): Promise<void> {
  const stamp = join(repositoryRoot, 'prisma', 'generated', '.fingerprint')
  await onlyWhenChanged(stamp, await fingerprintOf(['prisma/schema', 'package-lock.json']), async () => {
    await prisma(['generate'])
  })
}

const embeddedOptions = (settings: Settings, secrets: Secrets): PostgresOptions => ({
  dataDirectory: join(settings.dataDirectory, 'postgres'),
  port: settings.ports.postgres,
  password: secrets.POSTGRES_PASSWORD,
  throwaway: settings.throwaway,
})

async function startEmbedded(settings: Settings, secrets: Secrets): Promise<EmbeddedPostgres> {
  const options = embeddedOptions(settings, secrets)
  if (settings.fresh) await removePostgresData(options.dataDirectory)
  return startPostgres(options)
}

function bootstrapOptions(adminUrl: string, settings: Settings, secrets: Secrets): BootstrapOptions {
  const named = decodeURIComponent(basename(new URL(adminUrl).pathname))
  return {
    adminUrl,
    database: settings.databaseUrl === undefined || named === '' ? embeddedDatabaseName : named,
    passwords: {
      owner: secrets.OWNER_PASSWORD,
      app: secrets.APP_PASSWORD,
      auth: secrets.AUTH_PASSWORD,
      jobs: secrets.JOBS_PASSWORD,
    },
  }
}

function explain(cause: unknown, what: string): never {
  if (cause instanceof BootstrapRefusal) throw new StartProblem(`Cơ sở dữ liệu: ${cause.message}`)
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    throw new StartProblem('Cơ sở dữ liệu: không kết nối được tới máy chủ trong DATABASE_URL; kiểm tra địa chỉ và tường lửa.')
  if (code === '28P01' || code === '28000')
    throw new StartProblem('Cơ sở dữ liệu: tài khoản hoặc mật khẩu trong DATABASE_URL không đúng.')
  if (cause instanceof CommandFailed) throw new StartProblem(`Cơ sở dữ liệu: ${what} không xong.\n${cause.tail}`)
  throw cause
}

const unknownDatabase = '3D000'

/** Bootstraps through the named database, or through the server's own one where the named one has yet to be made. */
async function bootstrap(options: BootstrapOptions): Promise<RoleUrls> {
  try {
    return await bootstrapDatabase(options)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === unknownDatabase)) throw cause
    const maintenance = new URL(options.adminUrl)
    maintenance.pathname = '/postgres'
    return bootstrapDatabase({ ...options, adminUrl: maintenance.href })
  }
}

/** Brings roles, tables and queue up to date; what was done for the same sources and the same database is not repeated. */
async function migrate(options: BootstrapOptions, stampDirectory: string | undefined): Promise<RoleUrls> {
  const work = async (): Promise<void> => {
    const { ownerUrl } = await bootstrap(options)
    await prisma(['migrate', 'deploy'], { DATABASE_URL: ownerUrl })
    await migrateJobs(ownerUrl)
  }
  const sources = ['prisma/migrations', 'prisma/bootstrap.ts', 'prisma/jobs-schema.ts', 'package-lock.json']
  if (stampDirectory === undefined) await work()
  else await onlyWhenChanged(join(stampDirectory, 'migrated'), await fingerprintOf(sources), work)
  return roleUrls(options)
}

const runningUrls = (settings: Settings, secrets: Secrets): RoleUrls =>
  roleUrls(bootstrapOptions(settings.databaseUrl ?? superuserUrl({ port: settings.ports.postgres, password: secrets.POSTGRES_PASSWORD }), settings, secrets))

/** The database as the application reaches it while the product runs, for a command beside it. */
export const applicationUrl = (settings: Settings, secrets: Secrets): string => runningUrls(settings, secrets).appUrl

/** The same for the role that owns every table: for what whoever runs the machine does, and the product never. */
export const ownerUrl = (settings: Settings, secrets: Secrets): string => runningUrls(settings, secrets).ownerUrl

/** The same for the role that owns the sign-in tables. */
export const signInUrl = (settings: Settings, secrets: Secrets): string => runningUrls(settings, secrets).authUrl

/** The same for the role that runs jobs. */
export const jobsUrl = (settings: Settings, secrets: Secrets): string => runningUrls(settings, secrets).jobsUrl

async function seed(urls: RoleUrls, secrets: Secrets, stampDirectory: string | undefined): Promise<'done' | 'skipped'> {
  const work = async (): Promise<void> => {
    await run(productNode, [join(repositoryRoot, 'prisma', 'seed', 'main.ts')], {
      cwd: repositoryRoot,
      env: {
        ...productEnvironment(),
        DATABASE_URL: urls.ownerUrl,
        APP_DATABASE_URL: urls.appUrl,
        AUTH_DATABASE_URL: urls.authUrl,
        JOBS_DATABASE_URL: urls.jobsUrl,
        PKI_SECRET: secrets.PKI_SECRET,
      },
    })
  }
  if (stampDirectory === undefined) {
    await work()
    return 'done'
  }
  const fingerprint = await fingerprintOf(['prisma/seed', 'prisma/migrations'])
  return (await onlyWhenChanged(join(stampDirectory, 'seeded'), fingerprint, work)) ? 'done' : 'skipped'
}

/** Starts or reaches PostgreSQL and brings it to where the product can use it. */
export async function prepareDatabase(settings: Settings, secrets: Secrets): Promise<ProductDatabase> {
  const { databaseUrl } = settings
  const embedded =
    databaseUrl === undefined ? await step('Cơ sở dữ liệu PostgreSQL', () => startEmbedded(settings, secrets)) : undefined
  const adminUrl = embedded?.adminUrl ?? databaseUrl ?? ''
  // The marks lie with the data, so that they go when the data goes; nothing is known of an outside database.
  const stamps = embedded?.marksDirectory
  const attempt = <T>(label: string, work: () => Promise<T>): Promise<T> =>
    step(label, work).catch(async (cause: unknown) => {
      await embedded?.stop()
      return explain(cause, label.toLowerCase())
    })
  const urls = await attempt('Cấu trúc dữ liệu', () => migrate(bootstrapOptions(adminUrl, settings, secrets), stamps))
  if (settings.demo) await attempt('Dữ liệu trình diễn', () => seed(urls, secrets, stamps))
  return { urls, embedded: embedded && embeddedOptions(settings, secrets), stop: async () => embedded?.stop() }
}

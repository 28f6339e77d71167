import { join } from 'node:path'
import { prepareArchive } from '#infra/archive/orthanc.ts'
import { seedImages } from '#infra/archive/seed-images.ts'
import { superuserUrl, type PostgresOptions } from '#infra/database/embedded-postgres.ts'
import { formatDuration, say, step } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { lanAddresses } from './addresses.ts'
import { serverCertificate } from './certificates.ts'
import { bundleViewerEngine } from '#infra/viewer-engine/bundle.ts'
import { describeComponents, stopOrder, type Component, type ComponentName, type WalSettings } from './components.ts'
import { generateClient, prepareDatabase, type ProductDatabase } from './database.ts'
import { requireFreeDisk } from './disk.ts'
import { productVariables } from './environment.ts'
import { waitForHealth } from './health-probe.ts'
import { keepCertificate } from './keep-certificate.ts'
import { keepDatabase } from './keep-database.ts'
import { openJournal, type Journal } from './journal.ts'
import { clearLeftovers, forgetProcesses, noteProcesses } from './leftovers.ts'
import { buildPortal } from './portal-build.ts'
import { requireFreePorts } from './ports.ts'
import { ensureRings } from '#adapters/sealing/ring-file.ts'
import { layBesideLog } from '#infra/keys/keys-beside-log.ts'
import { ableToRun, settleProcessUser, underUser } from './run-as.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import { supervise, type Supervised } from './supervisor.ts'

/** A product that is up, and how it is taken down. */
export interface RunningProduct {
  readonly origin: string
  readonly addresses: readonly string[]
  /** The database as its owner reaches it. */
  readonly ownerUrl: string
  /** The process of a component that runs now; undefined between a death and the next attempt. */
  readonly pidOf: (name: ComponentName) => number | undefined
  /** Stops everything in order; safe to call twice. */
  readonly stop: () => Promise<void>
}

export interface ProductOptions {
  readonly settings: Settings
  /** Path of the media worker, as soon as it is there. */
  readonly mediaWorker: Promise<string>
  /** Hears every line that a process writes. */
  readonly onLine: (component: Component, line: string) => void
  /** Ends the start early. */
  readonly signal: AbortSignal
}

const wellWithinMs = 60_000

function originOf({ lan, ports, publicOrigin }: Settings, addresses: readonly string[]): string {
  if (publicOrigin !== undefined) return publicOrigin
  if (!lan) return `http://localhost:${ports.gateway}`
  const [address] = addresses
  if (address === undefined) throw new StartProblem('--lan: máy này không có địa chỉ mạng nội bộ nào; kiểm tra dây mạng hoặc Wi-Fi.')
  return `https://${address}:${ports.gateway}`
}

const walHealthPort = 3008

/** The log is kept where WAL_ARCHIVE names a folder; an outside database is archived by its own means. */
function walSettings(embedded: PostgresOptions | undefined): WalSettings | undefined {
  const archive = process.env['WAL_ARCHIVE']
  if (archive === undefined || archive === '' || embedded === undefined) return undefined
  return { archive, databaseUrl: superuserUrl(embedded), healthPort: Number(process.env['WAL_HEALTH_PORT'] ?? walHealthPort) }
}

const sayDeath = (label: string, delayMs: number): void => say(`  ! ${label} dừng bất thường; khởi động lại sau ${formatDuration(delayMs)}.`)

/** The processes that run, and the files that their lines go to. */
class Crew {
  readonly #options: ProductOptions
  readonly #journals: Journal[] = []
  readonly #members: Supervised[] = []
  #stopping = false

  constructor(options: ProductOptions) {
    this.#options = options
  }

  /** Starts one process, without waiting for its first answer. */
  launch(component: Component): Supervised {
    if (this.#stopping) throw new Error('the start was cut short')
    const { settings, onLine, signal } = this.#options
    const journal = openJournal(join(settings.dataDirectory, 'logs'), component.name)
    this.#journals.push(journal)
    const member = supervise(component, {
      journal,
      signal,
      onLine,
      onDeath: ({ label }, delayMs) => sayDeath(label, delayMs),
      onProcessesChanged: () => this.#note(),
    })
    this.#members.push(member)
    this.#note()
    return member
  }

  pidOf(name: ComponentName): number | undefined {
    return this.#members.find(({ component }) => component.name === name)?.pid()
  }

  /** Has processes read their files again; one that is away at the moment does so anyway. */
  startAnew(names: readonly ComponentName[]): void {
    for (const member of this.#members) if (names.includes(member.component.name)) member.startAnew()
  }

  #note(): void {
    const pids = this.#members.map((member) => member.pid()).filter((pid) => pid !== undefined)
    noteProcesses(this.#options.settings.dataDirectory, pids)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    for (const name of stopOrder)
      await this.#members.find(({ component }) => component.name === name)?.stop()
    await Promise.all(this.#journals.map((journal) => journal.close()))
  }
}

/** Database and portal are prepared side by side; both need the generated database client. */
async function prepare(settings: Settings, secrets: Secrets): Promise<ProductDatabase> {
  await ensureRings(settings.keysDirectory, new Date())
  await layBesideLog(settings)
  await step('Mã truy cập dữ liệu', generateClient)
  await step('Bộ máy xem ảnh', bundleViewerEngine)
  const buildLog = join(settings.dataDirectory, 'logs', 'portal-build.log')
  const building =
    settings.mode === 'production' ? step('Bản chạy thật của cổng thông tin', () => buildPortal(buildLog)) : undefined
  building?.catch(() => undefined)
  const database = await prepareDatabase(settings, secrets)
  try {
    await building
  } catch (cause) {
    await database.stop()
    throw cause
  }
  return database
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const leave = (): void => reject(new Error('the start was cut short'))
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })

/** Launches everything behind the gateway at once and waits for each in order; the door opens when all answer and `furnish` is done. */
async function startComponents(crew: Crew, components: readonly Component[], options: ProductOptions & { readonly furnish: () => Promise<void> }): Promise<void> {
  const { mediaWorker, signal, furnish } = options
  // The spare finds the room server at its port.
  const isLast = ({ name }: Component): boolean => name === 'gateway' || name === 'signaling-spare'
  const launch = async (component: Component): Promise<Supervised> => {
    if (component.name !== 'sfu') return crew.launch(component)
    const worker = await Promise.race([mediaWorker, whenAborted(signal)])
    return crew.launch({ ...ableToRun(component, worker), environment: { ...component.environment, MEDIASOUP_WORKER_BIN: worker } })
  }
  const answer = ({ label }: Component, member: Promise<Supervised>): Promise<void> =>
    step(label, async () => (await member).started())
  const inside = components.filter((component) => !isLast(component)).map((component) => ({ component, member: launch(component) }))
  // Each failure is met in its turn below.
  for (const { member } of inside) member.catch(() => undefined)
  for (const { component, member } of inside) await answer(component, member)
  await furnish()
  for (const component of components.filter(isLast)) await answer(component, launch(component))
  // Each one answers; now all must be well together, since they depend on one another.
  await step('Kiểm tra sức khoẻ', async () => {
    for (const { healthUrl, healthAuthorization: authorization, label, name } of components)
      if (!(await waitForHealth(healthUrl, { withinMs: wellWithinMs, until: 'up', signal, authorization })))
        throw new StartProblem(`${label} có chạy nhưng báo chưa khoẻ (${healthUrl}); xem nhật ký ${name}.log hoặc chạy npm run doctor.`)
  })
}

/** Prepares and starts the whole product, or throws and leaves nothing running. */
export async function startProduct(options: ProductOptions): Promise<RunningProduct> {
  const { settings } = options
  const left = await clearLeftovers(settings.dataDirectory)
  if (left > 0) say(`  Đã dọn ${left} tiến trình còn lại từ lần chạy trước.`)
  await requireFreeDisk(settings.dataDirectory)
  await requireFreePorts(settings)
  const addresses = settings.lan ? lanAddresses() : []
  const origin = originOf(settings, addresses)
  const ensureCertificate = () => serverCertificate(join(settings.dataDirectory, 'ca'), [...addresses, new URL(origin).hostname])
  const certificate = settings.lan ? await ensureCertificate() : undefined
  const secrets = await loadSecrets(settings.dataDirectory)
  // Before the database: whose image archive is not to be had is left with nothing that runs.
  const archive = await prepareArchive({
    directory: join(settings.dataDirectory, 'images'),
    port: settings.ports.archive,
    password: secrets.ARCHIVE_PASSWORD,
    fresh: settings.fresh,
  })
  const database = await prepare(settings, secrets)
  const mediaAddress = process.env['SFU_ANNOUNCED_ADDRESS'] ?? addresses[0] ?? '127.0.0.1'
  const variables = productVariables({ settings, secrets, urls: database.urls, origin, mediaAddress, certificate })
  const furnish = async (): Promise<void> => {
    if (settings.demo) await step('Ảnh trình diễn', () => seedImages(archive, variables))
  }
  const crew = new Crew(options)
  const keeper = database.embedded && keepDatabase(database.embedded, (delayMs) => sayDeath('PostgreSQL', delayMs))
  // The gateway has given root up, and with it the key's file: only its start reads it.
  const certificates = certificate && keepCertificate({ ensure: ensureCertificate, onRenewed: () => crew.startAnew(['turn', 'gateway']) })
  let stopping: Promise<void> | undefined
  const takeDown = async (): Promise<void> => {
    certificates?.close()
    await crew.stop()
    await keeper?.close()
    await database.stop()
    forgetProcesses(settings.dataDirectory)
  }
  const stop = (): Promise<void> => (stopping ??= takeDown())
  try {
    options.signal.throwIfAborted()
    const user = await settleProcessUser(settings)
    const components = describeComponents(settings, variables, { archive, wal: walSettings(database.embedded) }).map((one) => underUser(one, user))
    await startComponents(crew, components, { ...options, furnish })
  } catch (cause) {
    await stop()
    throw cause
  }
  return { origin, addresses, ownerUrl: database.urls.ownerUrl, pidOf: (name) => crew.pidOf(name), stop }
}

import { existsSync } from 'node:fs'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reachableDataDirectory } from '#infra/database/embedded-postgres.ts'
import { canReach, databaseUser, type ServiceUser } from '#infra/database/service-user.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'

export interface ArchiveOptions {
  /** Wanted folder of the images; moved to `/var/lib/lien-vien` when the archive's user cannot reach it. */
  readonly directory: string
  readonly port: number
  readonly password: string
  /** Answers other machines as well, by password, where the portal runs on another; a network rule must let in nobody else. */
  readonly remote?: boolean
  /** Begins with an empty archive, as with an empty database. */
  readonly fresh?: boolean
}

/** How to run the image archive, and how to reach it. */
export interface ArchiveProcess {
  readonly command: readonly [program: string, ...args: string[]]
  readonly directory: string
  readonly user: ServiceUser
  /** Root of its DICOMweb service. */
  readonly url: string
  readonly healthUrl: string
  /** Value of the Authorization header. */
  readonly authorization: string
}

/** The one account of the archive; browsers never learn of it. */
export const archiveUser = 'lienvien'

const programs = ['/usr/sbin/Orthanc', '/usr/local/sbin/Orthanc', '/usr/bin/Orthanc']
const dicomwebPlugins = [
  '/usr/share/orthanc/plugins/libOrthancDicomWeb.so',
  '/usr/local/share/orthanc/plugins/libOrthancDicomWeb.so',
]

/** Path of the Orthanc that is installed, if one is. */
export const installedOrthanc = (): string | undefined => programs.find((path) => existsSync(path))

function required(paths: readonly string[], what: string): string {
  const found = paths.find((path) => existsSync(path))
  if (found !== undefined) return found
  throw new StartProblem(`Kho ảnh: chưa có ${what}; hãy cài gói orthanc và orthanc-dicomweb rồi chạy lại.`)
}

/** What Orthanc is told: open to this machine alone, Vietnamese in UTF-8, nothing kept compressed or overwritten. */
export function archiveConfiguration({ directory, port, password, remote = false }: ArchiveOptions, plugin: string): Readonly<Record<string, unknown>> {
  return {
    Name: 'Lien Vien',
    StorageDirectory: directory,
    IndexDirectory: directory,
    Plugins: [plugin],
    // It listens on every address but answers this machine alone, and only who knows the password.
    RemoteAccessAllowed: remote,
    AuthenticationEnabled: true,
    RegisteredUsers: { [archiveUser]: password },
    HttpPort: port,
    HttpThreadsCount: 16,
    HttpTimeout: 60,
    HttpCompressionEnabled: false,
    KeepAlive: true,
    // Nothing comes in by C-STORE: what is kept here has passed our own checks.
    DicomServerEnabled: false,
    // With the default (Latin1) Vietnamese letters are dropped without a word.
    DefaultEncoding: 'Utf8',
    OverwriteInstances: false,
    ExecuteLuaEnabled: false,
    SaveJobs: false,
    // Patients' names stay out of the log.
    DeidentifyLogs: true,
    MaximumStorageCacheSize: 256,
    DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: false, SeriesMetadata: 'Full', StudiesMetadata: 'Full' },
  }
}

/** Writes the archive's configuration and makes its folder; the process itself is started by whoever supervises it. */
export async function prepareArchive(options: ArchiveOptions): Promise<ArchiveProcess> {
  const program = required(programs, 'Orthanc')
  const plugin = required(dicomwebPlugins, 'phần mở rộng DICOMweb')
  const user = databaseUser()
  await mkdir(dirname(options.directory), { recursive: true })
  const directory = reachableDataDirectory(options.directory, (path) => canReach(user, path))
  if (options.fresh === true) await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'orthanc.json')
  await writeFile(file, JSON.stringify(archiveConfiguration({ ...options, directory }, plugin), null, 2), { mode: 0o600 })
  const { uid, gid } = user
  if (uid !== undefined && gid !== undefined) for (const path of [directory, file]) await chown(path, uid, gid)
  const root = `http://127.0.0.1:${options.port}`
  return {
    command: [program, file],
    directory,
    user,
    url: `${root}/dicom-web`,
    healthUrl: `${root}/system`,
    authorization: `Basic ${Buffer.from(`${archiveUser}:${options.password}`).toString('base64')}`,
  }
}

import { existsSync } from 'node:fs'
import { cp, lstat, mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeOf } from '#infra/database/embedded-postgres.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { copyDatabase } from './database-copy.ts'
import { sealArchive, type ArchivePart } from './sealed-archive.ts'
import { copyHeldSqlite } from './sqlite-copy.ts'

export interface BackupOrder {
  readonly dataDirectory: string
  /** Where the master keys lie; within the data directory unless it is said. */
  readonly keysDirectory?: string
  /** Superuser's address of the running embedded database. */
  readonly adminUrl: string
  /** File to write; must not exist. */
  readonly target: string
  /** Public half of an age key: `age1…`. */
  readonly recipient: string
  readonly now: Date
}

export interface BackupReport {
  readonly bytes: number
  readonly milliseconds: number
}

/** Belongs to one run of the product, or is copied by other means below. */
const notKept = new Set(['logs', 'run.json', 'postgres', 'images', 'audit', 'keys', 'turning-keys.pid'])
/** Orthanc's index, which is a live SQLite database; its configuration is written anew at each start. */
const notFromImages = ['./index*', './orthanc.json']

/**
 * Where something of the installation really lies: whoever runs the machine may have laid it on another disk, by a link. Null where
 * there is none; a link that leads nowhere is a disk that is not there, and no backup without it is one.
 */
async function placeBehind(path: string): Promise<string | null> {
  if ((await lstat(path).catch(() => null)) === null) return null
  return realpath(path).catch(() => {
    throw new StartProblem(`Sao lưu: ${path} là liên kết tới nơi không mở được; kiểm tra ổ đĩa đó đã được gắn chưa.`)
  })
}

const wholeFolder = (folder: string, as: string): ArchivePart => ({ folder, as, names: ['.'] })

/** The image archive: its index first, as of one moment; the files that it names are written once and stay. */
async function* copyImages(directory: string, staging: string): AsyncGenerator<ArchivePart> {
  const index = join(directory, 'index')
  if (!existsSync(index)) return
  await mkdir(join(staging, 'images'), { recursive: true })
  await copyHeldSqlite(index, join(staging, 'images', 'index'))
  yield { folder: staging, names: ['images/index'] }
  yield { ...wholeFolder(directory, 'images'), without: notFromImages }
}

/** What nothing else copies. Only links at the top are followed: those below could be laid by the processes that write there. */
async function* copyOthers(dataDirectory: string, staging: string): AsyncGenerator<ArchivePart> {
  const others = (await readdir(dataDirectory, { withFileTypes: true })).filter(({ name }) => !notKept.has(name))
  const names = others.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => name)
  if (names.length > 0) yield { folder: dataDirectory, names }
  for (const { name } of others.filter((entry) => entry.isSymbolicLink())) {
    const place = await placeBehind(join(dataDirectory, name))
    if (place === null) continue
    if ((await stat(place)).isDirectory()) yield wholeFolder(place, name)
    else {
      await cp(place, join(staging, name))
      yield { folder: staging, names: [name] }
    }
  }
}

async function* everything({ dataDirectory, keysDirectory = join(dataDirectory, 'keys'), adminUrl, now }: BackupOrder, staging: string): AsyncGenerator<ArchivePart> {
  await writeFile(join(staging, 'backup.json'), JSON.stringify({ format: 1, createdAt: now.toISOString() }))
  yield { folder: staging, names: ['backup.json'] }
  // Before the database: a witness of rows that the copy does not have would call them cut off after a restore.
  const audit = await placeBehind(join(dataDirectory, 'audit'))
  if (audit !== null) yield wholeFolder(audit, 'audit')
  yield* copyDatabase(adminUrl, await realpath(await placeOf(join(dataDirectory, 'postgres'))), staging)
  // After the database, so that every file that a row names is there.
  const images = await placeBehind(await placeOf(join(dataDirectory, 'images')))
  if (images !== null) yield* copyImages(images, staging)
  yield* copyOthers(dataDirectory, staging)
  // Last: new keys may have come meanwhile, and none goes for a day after that.
  const keys = await placeBehind(keysDirectory)
  if (keys === null) return
  await cp(keys, join(staging, 'keys'), { recursive: true, filter: (source) => !source.endsWith('.new') })
  yield { folder: staging, names: ['keys'] }
}

/**
 * Copies one installation while it runs (database, images, recordings, keys, local CA) into one encrypted file: consistent
 * as of the end of the database's copy.
 */
export async function writeBackup(order: BackupOrder): Promise<BackupReport> {
  const started = performance.now()
  const staging = await mkdtemp(join(tmpdir(), 'lien-vien-backup-'))
  try {
    await sealArchive(order.target, order.recipient, everything(order, staging))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return { bytes: (await stat(order.target)).size, milliseconds: performance.now() - started }
}

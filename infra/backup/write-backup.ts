import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { placeOf } from '#infra/database/embedded-postgres.ts'
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
const notFromImages = ['images/index*', 'images/orthanc.json']

/** The image archive: its index first, as of one moment; the files that it names are written once and stay. */
async function* copyImages(directory: string, staging: string): AsyncGenerator<ArchivePart> {
  const index = join(directory, 'index')
  if (!existsSync(index)) return
  await mkdir(join(staging, 'images'), { recursive: true })
  await copyHeldSqlite(index, join(staging, 'images', 'index'))
  yield { folder: staging, names: ['images/index'] }
  yield { folder: dirname(directory), names: ['images'], without: notFromImages }
}

async function* everything({ dataDirectory, keysDirectory = join(dataDirectory, 'keys'), adminUrl, now }: BackupOrder, staging: string): AsyncGenerator<ArchivePart> {
  await writeFile(join(staging, 'backup.json'), JSON.stringify({ format: 1, createdAt: now.toISOString() }))
  yield { folder: staging, names: ['backup.json'] }
  // Before the database: a witness of rows that the copy does not have would call them cut off after a restore.
  if (existsSync(join(dataDirectory, 'audit'))) yield { folder: dataDirectory, names: ['audit'] }
  yield* copyDatabase(adminUrl, await placeOf(join(dataDirectory, 'postgres')), staging)
  // After the database, so that every file that a row names is there.
  yield* copyImages(await placeOf(join(dataDirectory, 'images')), staging)
  const others = (await readdir(dataDirectory)).filter((name) => !notKept.has(name))
  if (others.length > 0) yield { folder: dataDirectory, names: others }
  // Last: new keys may have come meanwhile, and none goes for a day after that.
  if (!existsSync(keysDirectory)) return
  await cp(keysDirectory, join(staging, 'keys'), { recursive: true, filter: (source) => !source.endsWith('.new') })
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

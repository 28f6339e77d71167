import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { joinRing, readRing, ringFile, ringNames } from '#adapters/sealing/ring-file.ts'
import { adoptData, placeOf, startPostgres, type PostgresOptions } from '#infra/database/embedded-postgres.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { takeKeysFromLog } from '#infra/keys/keys-beside-log.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { finishReplay, prepareReplay, type Played, type ReplayOrder } from './replay-wal.ts'
import { openArchive } from './sealed-archive.ts'

export interface RestoreOrder {
  readonly source: string
  /** Secret half of the age key: `AGE-SECRET-KEY-1…`. */
  readonly identity: string
  /** Where the installation is to live; must hold no data. */
  readonly dataDirectory: string
  /** Where the master keys are to lie; within the data directory unless it is said. */
  readonly keysDirectory?: string
  /** Port for the database's first start, which plays its log to the end. */
  readonly port: number
  /** What was written after the backup, where it was archived. */
  readonly replay?: ReplayOrder
}

const manifest = z.object({ format: z.literal(1), createdAt: z.iso.datetime() })
/** These live where their own system user can reach them, which may be outside the data directory. */
const ownedByService = ['postgres', 'images'] as const

async function requireEmpty(dataDirectory: string): Promise<void> {
  for (const name of ownedByService)
    if (existsSync(await placeOf(join(dataDirectory, name))))
      throw new StartProblem(`Khôi phục: ${dataDirectory} đã có dữ liệu; hãy chọn DATA_DIR trống hoặc chuyển dữ liệu cũ đi nơi khác.`)
}

async function readManifest(folder: string): Promise<z.infer<typeof manifest>> {
  const text = await readFile(join(folder, 'backup.json'), 'utf8').catch(() => '{}')
  const found = manifest.safeParse(JSON.parse(text))
  if (!found.success) throw new StartProblem('Khôi phục: tệp này không phải bản sao lưu của Liên Viện, hoặc thuộc bản mới hơn.')
  return found.data
}

async function putInPlace(unpacked: string, dataDirectory: string): Promise<void> {
  await rm(join(unpacked, 'backup.json'))
  for (const name of ownedByService)
    if (existsSync(join(unpacked, name))) await adoptData(join(unpacked, name), join(dataDirectory, name))
  for (const name of await readdir(unpacked)) await rename(join(unpacked, name), join(dataDirectory, name))
}

/** Keys that are to lie elsewhere go there; keys that are there already stay, and stay in use. */
async function placeKeys(restored: string, wanted: string): Promise<void> {
  if (wanted === restored || !existsSync(restored)) return
  for (const ring of ringNames) {
    const place = ringFile(wanted, ring)
    const former = existsSync(place) ? await readRing(place) : undefined
    await joinRing(place, await readRing(ringFile(restored, ring)))
    if (former) await joinRing(place, former)
  }
  await rm(restored, { recursive: true })
}

/** The database's first start: it plays the log that came with the backup, and the archive behind it where there is one. */
async function playToTheEnd(order: PostgresOptions, replay: ReplayOrder | undefined): Promise<Played> {
  if (replay === undefined) {
    const database = await startPostgres(order)
    await database.stop()
    return { reached: true }
  }
  const cluster = await placeOf(order.dataDirectory)
  const folder = `${cluster}.replay`
  await prepareReplay(cluster, folder, replay)
  return finishReplay(order, cluster, folder)
}

export interface Restored {
  /** When the backup was begun. */
  readonly createdAt: Date
  readonly played: Played
}

/** Restores an installation from a backup and proves that its database comes up; returns the moment that it shows. */
export async function restoreBackup({ source, identity, dataDirectory, keysDirectory, port, replay }: RestoreOrder): Promise<Restored> {
  await requireEmpty(dataDirectory)
  const unpacked = join(dataDirectory, `restoring-${process.pid}`)
  await mkdir(unpacked, { recursive: true, mode: 0o700 })
  try {
    await openArchive(source, identity, unpacked)
    const createdAt = new Date((await readManifest(unpacked)).createdAt)
    if (replay?.until !== undefined && replay.until < createdAt)
      throw new StartProblem(`Khôi phục: bản sao lưu này được tạo lúc ${createdAt.toLocaleString('vi-VN')}, sau thời điểm cần về; hãy dùng một bản sao lưu cũ hơn.`)
    await putInPlace(unpacked, dataDirectory)
    const { POSTGRES_PASSWORD: password } = await loadSecrets(dataDirectory)
    const keys = join(dataDirectory, 'keys')
    if (replay !== undefined) await takeKeysFromLog(keys, { archive: replay.archive, identity })
    await placeKeys(keys, keysDirectory ?? keys)
    return { createdAt, played: await playToTheEnd({ dataDirectory: join(dataDirectory, 'postgres'), port, password }, replay) }
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

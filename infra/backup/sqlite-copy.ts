import { copyFile, open, stat } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

const attempts = 50
const walHeaderBytes = 32

/** What changes when a checkpoint moves pages from the log into the database, or the log begins anew (sqlite.org/walformat). */
async function checkpointMark(source: string): Promise<string> {
  const { mtimeNs, size } = await stat(source, { bigint: true })
  const header = Buffer.alloc(walHeaderBytes)
  const log = await open(`${source}-wal`).catch(() => undefined)
  await log?.read(header, 0, walHeaderBytes, 0)
  await log?.close()
  return [mtimeNs, size, header.toString('hex')].join(' ')
}

/**
 * Copies a SQLite database in WAL mode that another process holds exclusively (as Orthanc does, which rules out SQLite's
 * own backup): the file and then its log, again until no checkpoint fell in between. A half-written last frame of the log
 * is dropped by its checksum. The copy is one sound file; throws when the database is never at rest or the copy is not sound.
 */
export async function copyHeldSqlite(source: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await checkpointMark(source)
    await copyFile(source, target)
    await copyFile(`${source}-wal`, `${target}-wal`).catch((cause: unknown) => {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
    })
    if ((await checkpointMark(source)) === before) break
    if (attempt === attempts) throw new Error('the index was never at rest')
  }
  const copy = new DatabaseSync(target)
  try {
    copy.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const [found] = copy.prepare('PRAGMA quick_check').all()
    if (found?.['quick_check'] !== 'ok') throw new Error('the copy of the index is not sound')
  } finally {
    copy.close()
  }
}

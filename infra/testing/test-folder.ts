import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stopAbandonedPostgres } from '#infra/database/embedded-postgres.ts'
import { clearLeftovers, processRuns } from '#infra/start/leftovers.ts'

// Readable by the database's own user, which os.tmpdir()'s private folders are not.
const home = '/var/tmp/lien-vien/tests'

/** Ends and removes what killed test runs left; a folder is named after the process that made it. */
export async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(home).catch(() => [])) {
    if (processRuns(Number.parseInt(name, 10))) continue
    const folder = join(home, name)
    await clearLeftovers(folder)
    await stopAbandonedPostgres(join(folder, 'postgres'))
    // A killed chaos run leaves its volume mounted.
    spawnSync('umount', ['--lazy', folder])
    await rm(folder, { recursive: true, force: true })
  }
}

/** Makes a folder for the data of one test run, after clearing away those of runs that were killed. */
export async function makeTestFolder(): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o755 })
  await sweepAbandoned()
  const folder = join(home, `${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { mode: 0o755 })
  return folder
}

/**
 * For a run that may end without the time to tidy up, at a second Ctrl-C or by a fault of its own: where its folder still stands
 * then, a process that outlives it sweeps the folder.
 */
export function sweepAfterUs(folder: string): void {
  process.once('exit', () => {
    if (existsSync(folder)) spawn(process.execPath, [join(import.meta.dirname, 'sweep.ts'), String(process.pid)], { detached: true, stdio: 'ignore' }).unref()
  })
}

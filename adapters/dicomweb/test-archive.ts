import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageArchive } from '#core/imaging/ports.ts'
import { installedOrthanc, prepareArchive } from '#infra/archive/orthanc.ts'
import { waitForHealth } from '#infra/start/health-probe.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { makeDicomwebArchive } from './dicomweb-archive.ts'

/** Why no real archive can be started here; null when one can. */
export const whyNoArchive = (): string | null => (installedOrthanc() === undefined ? 'Orthanc is not installed' : null)

export interface TestArchive {
  readonly archive: ImageArchive
  readonly url: string
  readonly authorization: string
  readonly stop: () => Promise<void>
}

/** Starts an empty Orthanc of its own, configured as in the product but for what is changed. */
export async function startTestArchive(change: Readonly<Record<string, unknown>> = {}): Promise<TestArchive> {
  const folder = await makeTestFolder()
  const process = await prepareArchive({ directory: join(folder, 'images'), port: await freePort(), password: randomBytes(12).toString('hex') })
  const [program, ...args] = process.command
  for (const file of args) await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), ...change }))
  const child = spawn(program, args, { ...process.user, cwd: process.directory, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const isUp = await waitForHealth(process.healthUrl, { withinMs: 30_000, until: 'up', signal: new AbortController().signal, authorization: process.authorization })
  if (!isUp) throw new Error('the test archive did not start')
  const { url, authorization } = process
  return {
    archive: makeDicomwebArchive({ url, authorization }),
    url,
    authorization,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

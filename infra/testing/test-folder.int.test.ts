import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { processRuns } from '#infra/start/leftovers.ts'

const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)

/** A run that has started something of its own and ends without a word to it. */
const script = `
  import { spawn } from 'node:child_process'
  import { noteProcesses } from ${url('../start/leftovers.ts')}
  import { makeTestFolder, sweepAfterUs } from ${url('test-folder.ts')}
  const folder = await makeTestFolder()
  sweepAfterUs(folder)
  const { pid } = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
  noteProcesses(folder, [pid])
  console.log(JSON.stringify({ folder, pid }))
  process.exit(130)
`

it('what a run leaves that ends at once is swept by a process that outlives it', async () => {
  const ended: unknown = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', script]).catch((cause: unknown) => cause)
  expect(ended).toMatchObject({ code: 130 })
  const { folder, pid } = JSON.parse((ended as { readonly stdout: string }).stdout) as { readonly folder: string; readonly pid: number }
  await expect.poll(() => [existsSync(folder), processRuns(pid)], { timeout: 20_000 }).toEqual([false, false])
})

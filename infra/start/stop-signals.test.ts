import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as elapse } from 'node:timers/promises'
import { expect, it } from 'vitest'

/** A process that tidies up for a while when it is asked to end. */
const script = `
  import { whenAskedToEnd } from ${JSON.stringify(new URL('stop-signals.ts', import.meta.url).href)}
  let asked = 0
  whenAskedToEnd(() => {
    asked += 1
    console.log('asked')
    setTimeout(() => process.exit(asked), 2_500)
  })
  console.log('ready')
  setInterval(() => undefined, 1_000)
`

async function started() {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('ready')
  const exited = once(child, 'exit') as Promise<[number | null]>
  const ask = async (): Promise<void> => {
    child.kill('SIGINT')
    expect((await lines.next()).value).toBe('asked')
  }
  return { child, ask, exited }
}

it('takes a Ctrl-C that npm passes on for the same one, and tidies up', { timeout: 15_000 }, async () => {
  const { child, ask, exited } = await started()
  await ask()
  child.kill('SIGINT')
  child.kill('SIGTERM')
  expect(await exited).toEqual([1, null])
})

it('ends at once when it is asked again', { timeout: 15_000 }, async () => {
  const { child, ask, exited } = await started()
  await ask()
  await elapse(1_200)
  child.kill('SIGINT')
  expect(await exited).toEqual([130, null])
})

/** A process that says what it does while it tidies up. */
const telling = `
  import { writeFileSync } from 'node:fs'
  import { say } from ${JSON.stringify(new URL('../setup/progress.mjs', import.meta.url).href)}
  import { whenAskedToEnd } from ${JSON.stringify(new URL('stop-signals.ts', import.meta.url).href)}
  whenAskedToEnd(() => {
    say('ending')
    setTimeout(() => {
      say('ended')
      process.exit(7)
    }, 500)
  })
  say('ready')
  setInterval(() => undefined, 1_000)
`

it('tidies up though nobody reads any more what it says, as after a Ctrl-C that ended `tee` as well', { timeout: 15_000 }, async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', telling], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  child.stdout.destroy()
  child.kill('SIGINT')
  expect(await exited).toEqual([7, null])
})

import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** A process that fails with a patient's name in its words, and lives for a moment longer if it may. */
function run(holdsCalls: boolean, failure: string): { readonly status: number | null; readonly said: string } {
  const script = `
    import { createLogger } from '#adapters/observability/logger.ts'
    import { hearUnheard } from '#adapters/observability/unheard.ts'
    hearUnheard(createLogger({ component: 'test', level: 'info' }), { holdsCalls: ${String(holdsCalls)} })
    setTimeout(() => console.log('lives on'), 50)
    ${failure}`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const unheard = `void Promise.reject(Object.assign(new Error('Nguyễn Văn A'), { code: 'P1001' }))`
const thrown = `setImmediate(() => { throw new TypeError('Nguyễn Văn A') })`

it('keeps a process that holds calls when a promise fails unheard, and says so without its words', () => {
  const { status, said } = run(true, unheard)
  expect([status, said.includes('lives on'), said.includes('Nguyễn')]).toEqual([0, true, false])
  expect(said).toContain('promise.unheard')
  expect(said).toContain('"code":"P1001"')
})

it('ends every other process, and every process in which something was thrown', () => {
  for (const { status, said } of [run(false, unheard), run(true, thrown)]) {
    expect([status, said.includes('lives on'), said.includes('Nguyễn')]).toEqual([1, false, false])
    expect(said).toContain('process.failed')
  }
})

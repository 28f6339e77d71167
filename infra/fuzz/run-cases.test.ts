import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { reportFileIn, runCases, stopFileIn, type FuzzOrder, type Surface } from './run-cases.ts'

const folder = mkdtempSync(join(tmpdir(), 'lien-vien-fuzz-cases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const order: FuzzOrder = { seconds: 60, seed: '7', only: undefined, folder }
const surface = (attempt: (input: number) => Promise<string>): Surface<number> => ({
  name: 'nobody', make: (random) => random.below(1_000), attempt, write: (input) => Buffer.from(String(input)), read: (kept) => Number(kept.toString()),
})
const written = (): unknown => JSON.parse(readFileSync(reportFileIn(folder, 'nobody'), 'utf8'))

it('ends when the command asks for it, and writes what it has come to', async () => {
  let tried = 0
  const report = await runCases(surface(async () => {
    tried += 1
    if (tried === 40) writeFileSync(stopFileIn(folder), '')
    return tried % 2 === 0 ? 'even' : 'odd'
  }), order)
  expect(report.cases).toBe(40)
  expect(written()).toMatchObject({ seed: '7', cases: 40, outcomes: { even: 20, odd: 20 } })
  rmSync(stopFileIn(folder))
})

it('tries the same inputs for the same seed', async () => {
  const inputs: number[][] = [[], []]
  for (const seen of inputs) await runCases(surface(async (input) => String(seen.push(input))), { ...order, seconds: 0 })
  expect(inputs[0]).toEqual(inputs[1])
})

it('keeps what broke something in the corpus, and outside of the checkout what is too large for it', async () => {
  const kept = async (bytes: number): Promise<string> => {
    const breaking: Surface<number> = { ...surface(async () => { throw new Error('broken') }), write: () => Buffer.alloc(bytes, 'x') }
    const told = await runCases(breaking, { ...order, only: 0 }).then(() => '', (cause: unknown) => String(cause))
    return /kept: (\S+)/.exec(told)?.[1] ?? told
  }
  const corpus = join(import.meta.dirname, 'corpus', 'nobody')
  const [small, large] = [await kept(256 * 1024), await kept(256 * 1024 + 1)]
  try {
    expect([dirname(small), dirname(large).startsWith(tmpdir()), statSync(large).size]).toEqual([corpus, true, 256 * 1024 + 1])
    expect(existsSync(join(corpus, basename(large)))).toBe(false)
  } finally {
    rmSync(corpus, { recursive: true, force: true })
    rmSync(large, { force: true })
  }
})

// npm run fuzz -- <surface…> [--minutes N] [--seed S] [--case K]: tries one outside surface after the other with inputs that nobody sends.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { listenForEnd } from '#infra/start/stop-signals.ts'
import { reportFileIn, stopFileIn } from './run-cases.ts'

const ending = '.int.test.ts'
const surfaces = readdirSync(import.meta.dirname).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, case: { type: 'string' } },
})

const written = z.object({ seed: z.string(), cases: z.number(), seconds: z.number(), slowestMs: z.number(), longestMs: z.number(), fault: z.string().optional() })

/** Runs one surface's test with the order in its environment; resolves to whether it held. */
function run(surface: string, folder: string): Promise<boolean> {
  const seed = values.seed ?? String(randomInt(1e9))
  console.log(`${surface}: ${values.minutes} min, seed ${seed}`)
  const order = { FUZZ_SECONDS: String(Number(values.minutes) * 60), FUZZ_SEED: seed, FUZZ_FOLDER: folder, ...(values.case !== undefined && { FUZZ_CASE: values.case }) }
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(productNode, [vitest, 'run', '--project', 'integration', '--retry=0', `infra/fuzz/${surface}${ending}`], {
    cwd: repositoryRoot, stdio: 'inherit', env: { ...productEnvironment(), ...order },
    // A group of its own: a Ctrl-C in the terminal would end its processes and leave their database.
    detached: true,
  })
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
}

/** A row of a table in Markdown, of what a surface's run has written. */
function rowOf(surface: string, held: boolean, folder: string): string {
  try {
    const { seed, cases, seconds, slowestMs, longestMs, fault } = written.parse(JSON.parse(readFileSync(reportFileIn(folder, surface), 'utf8')))
    const found = fault?.split('\n')[0] ?? (held ? 'none' : 'whoever is honest was not served afterwards')
    return `| ${surface} | ${cases} | ${seconds.toFixed(0)} | ${seed} | ${slowestMs.toFixed(0)} ms | ${longestMs.toFixed(0)} ms | ${found.replaceAll('|', '\\|')} |`
  } catch {
    return `| ${surface} | – | – | – | – | – | it could not be set up |`
  }
}

async function runAll(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-fuzz-run-'))
  // The run under way ends after its case, and says what it has seen.
  const { signal } = listenForEnd(() => writeFileSync(stopFileIn(folder), ''))
  const rows: string[] = []
  let allHeld = true
  try {
    for (const surface of positionals) {
      if (signal.aborted) break
      const held = await run(surface, folder)
      allHeld &&= held
      rows.push(rowOf(surface, held, folder))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(['| surface | cases | seconds | seed | most CPU | longest | faults |', '|---|---|---|---|---|---|---|', ...rows].join('\n'))
  return allHeld && !signal.aborted
}

const unknown = positionals.filter((name) => !surfaces.includes(name))
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`npm run fuzz -- <${surfaces.join(' | ')} | …> [--minutes 10] [--seed 42] [--case 7]`)
  process.exitCode = 1
} else process.exit((await runAll()) ? 0 : 1)

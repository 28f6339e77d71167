import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guardsIn, policiesAfter, type Mutant } from './mutants.ts'

/**
 * `npm run mutants [-- core|sql] [part of a name…]`: takes away one guard at a time and runs the tests that should notice. Prints the
 * guards that no test missed; the exit code is 1 where there are any.
 */

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Those that ask every person for every row, route and event; the pages' and the sockets' only where the quick ones have not noticed. */
const noticing = {
  core: [['--project', 'unit', 'core', 'web', 'signaling'], ['--project', 'integration', 'web/app/policy-table', 'signaling/policy-table', 'web/app/attacks', 'web/app/break-glass']],
  sql: [['--project', 'integration', 'prisma'], ['--project', 'integration', 'web/app/another-hospital', 'web/app/policy-table', 'jobs', 'signaling/attacks']],
} as const

function everyMutant(): readonly Mutant[] {
  const modules = readdirSync(join(root, 'core')).map((name) => `core/${name}/policy.ts`).filter((path) => existsSync(join(root, path)))
  const folders = readdirSync(join(root, 'prisma/migrations'), { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name).sort()
  return [...modules.flatMap((path) => guardsIn(path, read(path))), ...policiesAfter(folders.map((name) => read(`prisma/migrations/${name}/migration.sql`)))]
}

/** Whether one of these tests fails without the guard; with all of them standing, where none is named. */
function isNoticed(tests: readonly string[], { kind, name }: Partial<Mutant> = {}): Promise<boolean> {
  const removed = name === undefined ? {} : { [kind === 'core' ? 'MUTANT_GUARD' : 'MUTANT_POLICY']: name }
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--no-fsModuleCache', '--bail', '1', '--retry', '0', '--reporter', 'dot', ...tests], {
    cwd: root,
    env: { ...process.env, ...removed },
    stdio: 'ignore',
  })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code !== 0)))
}

async function verdictOn(mutant: Mutant): Promise<string> {
  for (const [stage, tests] of noticing[mutant.kind].entries()) if (await isNoticed(tests, mutant)) return stage === 0 ? 'noticed' : 'noticed by the slow tests'
  return 'MISSED'
}

const [first, ...rest] = process.argv.slice(2)
const kind = first === 'core' || first === 'sql' ? first : undefined
const parts = kind === undefined && first !== undefined ? [first, ...rest] : rest
const chosen = everyMutant().filter((one) => (kind === undefined || one.kind === kind) && (parts.length === 0 || parts.some((part) => one.name.includes(part))))
for (const one of new Set(chosen.map((mutant) => mutant.kind))) {
  // A test that fails anyhow would notice everything.
  if (await isNoticed(noticing[one][0])) {
    console.error(`${noticing[one][0].join(' ')} fails with every guard in its place`)
    process.exit(2)
  }
}
let missed = 0
for (const mutant of chosen) {
  const began = performance.now()
  const verdict = await verdictOn(mutant)
  if (verdict === 'MISSED') missed += 1
  console.log(`${verdict.padEnd(26)}${mutant.name} (${((performance.now() - began) / 1_000).toFixed(0)} s)`)
}
console.log(`${String(chosen.length)} guards taken away, ${String(missed)} missed`)
process.exitCode = missed === 0 ? 0 : 1

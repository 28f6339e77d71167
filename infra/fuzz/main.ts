// npm run fuzz -- <surface…> [--minutes N] [--seed S] [--case K]: tries one outside surface after the other with inputs that nobody sends.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'

const ending = '.int.test.ts'
const surfaces = readdirSync(import.meta.dirname).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, case: { type: 'string' } },
})

/** Runs one surface's test with the order in its environment; resolves to whether it held. */
function run(surface: string): Promise<boolean> {
  const seed = values.seed ?? String(randomInt(1e9))
  console.log(`${surface}: ${values.minutes} min, seed ${seed}`)
  const order = { FUZZ_SECONDS: String(Number(values.minutes) * 60), FUZZ_SEED: seed, ...(values.case !== undefined && { FUZZ_CASE: values.case }) }
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(productNode, [vitest, 'run', '--project', 'integration', '--retry=0', `infra/fuzz/${surface}${ending}`], {
    cwd: repositoryRoot, stdio: 'inherit', env: { ...productEnvironment(), ...order },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
}

const unknown = positionals.filter((name) => !surfaces.includes(name))
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`npm run fuzz -- <${surfaces.join(' | ')} | …> [--minutes 10] [--seed 42] [--case 7]`)
  process.exitCode = 1
} else {
  for (const surface of positionals) if (!(await run(surface))) process.exitCode = 1
}

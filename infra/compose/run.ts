// The entry of every container: node infra/compose/run.ts migrate | rotate-keys | portal | signaling | sfu | turn | jobs | gateway | archive | wal
import { spawn } from 'node:child_process'
import { ensureRings } from '#adapters/sealing/ring-file.ts'
import { rotateKeys } from '#infra/keys/rotate-keys.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { ComponentName } from '#infra/start/components.ts'
import { prepareDatabase } from '#infra/start/database.ts'
import { componentOf, settle } from './settle.ts'

const names = ['portal', 'signaling', 'sfu', 'turn', 'jobs', 'gateway', 'archive', 'wal'] as const satisfies readonly ComponentName[]
const isName = (text: string | undefined): text is (typeof names)[number] => names.some((name) => name === text)

async function run(name: ComponentName): Promise<number> {
  const { command: [program, ...args], environment, directory } = await componentOf(name, await settle(), true)
  const child = spawn(program, args, { cwd: directory ?? repositoryRoot, env: environment, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function main(): Promise<number> {
  const [asked, ...rest] = process.argv.slice(2)
  if (asked === 'rotate-keys') {
    const { settings, urls } = await settle()
    return rotateKeys({ ...settings, jobsUrl: urls.jobsUrl }, rest)
  }
  if (asked === 'migrate') {
    const { settings, secrets } = await settle()
    await ensureRings(settings.keysDirectory, new Date())
    await (await prepareDatabase(settings, secrets)).stop()
    return 0
  }
  if (!isName(asked)) throw new StartProblem(`node infra/compose/run.ts migrate | rotate-keys | ${names.join(' | ')}`)
  return run(asked)
}

process.exitCode = await main().catch((cause: unknown) => {
  console.error(cause instanceof StartProblem ? cause.message : cause)
  return 1
})

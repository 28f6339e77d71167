// The entry of every container: node infra/compose/run.ts migrate | rotate-keys | hospitals | merge-hospitals | invite-administrator | portal | signaling | sfu | turn | jobs | gateway | archive | wal
import { spawn } from 'node:child_process'
import { ensureRings } from '#adapters/sealing/ring-file.ts'
import { inviteFirst } from '#infra/accounts/invite-first.ts'
import { mergeByCode } from '#infra/directory/merge-by-code.ts'
import { takeInFile } from '#infra/directory/take-in-file.ts'
import { rotateKeys } from '#infra/keys/rotate-keys.ts'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { ComponentName } from '#infra/start/components.ts'
import { prepareDatabase } from '#infra/start/database.ts'
import { componentOf, settle, type Settled } from './settle.ts'

const names = ['portal', 'signaling', 'sfu', 'turn', 'jobs', 'gateway', 'archive', 'wal'] as const satisfies readonly ComponentName[]
const isName = (text: string): text is (typeof names)[number] => names.some((name) => name === text)

async function run(name: ComponentName): Promise<number> {
  const { command: [program, ...args], environment, directory } = await componentOf(name, await settle(), true)
  const child = spawn(program, args, { cwd: directory ?? repositoryRoot, env: environment, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function migrate({ settings, secrets }: Settled): Promise<number> {
  await ensureRings(settings.keysDirectory, new Date())
  await (await prepareDatabase(settings, secrets)).stop()
  return 0
}

/** What is done once, and by whoever runs the machines; the same commands as `npm run …` on one machine. */
const commands = new Map<string, (settled: Settled, args: readonly string[]) => Promise<number>>([
  ['migrate', migrate],
  ['rotate-keys', ({ settings, urls }, args) => rotateKeys({ ...settings, jobsUrl: urls.jobsUrl }, args)],
  ['hospitals', ({ urls }, args) => takeInFile(urls.appUrl, args)],
  ['merge-hospitals', ({ urls }, args) => mergeByCode(urls.ownerUrl, args)],
  ['invite-administrator', ({ urls, variables }, args) => inviteFirst({ ...urls, origin: variables['PUBLIC_ORIGIN'] ?? '' }, args)],
])

async function main(): Promise<number> {
  const [asked = '', ...rest] = process.argv.slice(2)
  const command = commands.get(asked)
  if (command !== undefined) return command(await settle(), rest)
  if (!isName(asked)) throw new StartProblem(`node infra/compose/run.ts ${[...commands.keys(), ...names].join(' | ')}`)
  return run(asked)
}

process.exitCode = await main().catch((cause: unknown) => {
  console.error(cause instanceof StartProblem ? cause.message : cause)
  return 1
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { readAudit, type AuditOutcome } from './advisories.ts'
import { faultsOfLockfile, type LockedPackage, type Lockfile } from './lockfile.ts'

const read = (name: string): Promise<string> => readFile(join(repositoryRoot, name), 'utf8')

/** Asks the registry once, of what is shipped, and does not wait long: many a registry answers no advisories. */
async function askRegistry(): Promise<AuditOutcome> {
  const lines: string[] = []
  const args = ['audit', '--json', '--package-lock-only', '--omit=dev', '--fetch-retries=0', '--fetch-timeout=15000', '--logs-max=0']
  await run('npm', args, { cwd: repositoryRoot, onLine: (line: string) => lines.push(line) }).catch((cause: unknown) => {
    // With advisories npm ends with 1, and so it does without an answer; what it printed says which.
    if (!(cause instanceof CommandFailed)) throw cause
  })
  return readAudit(lines.join('\n'), new Date().toISOString().slice(0, 'yyyy-mm-dd'.length))
}

/** Looks at where every package comes from and, where `ask` says so and the registry answers, at what is known against them. */
export async function examineDependencies(ask: boolean): Promise<{ readonly passed: number; readonly failed: number; readonly skipped: number; readonly output: string }> {
  const [lockfile, manifest, npmrc] = await Promise.all([read('package-lock.json'), read('package.json'), read('.npmrc')])
  const faults = faultsOfLockfile(JSON.parse(lockfile) as Lockfile, JSON.parse(manifest) as LockedPackage, npmrc)
  const locked = { passed: faults.length === 0 ? 1 : 0, failed: faults.length === 0 ? 0 : 1 }
  if (!ask) return { ...locked, skipped: 0, output: faults.join('\n') }
  const audit = await askRegistry()
  if (audit.state === 'unanswered') return { ...locked, skipped: 1, output: [...faults, `npm audit: skipped, the registry answers no advisories (${audit.why})`].join('\n') }
  const passed = audit.grave.length === 0
  return { passed: locked.passed + Number(passed), failed: locked.failed + Number(!passed), skipped: 0, output: [...faults, ...audit.grave, ...audit.other].join('\n') }
}

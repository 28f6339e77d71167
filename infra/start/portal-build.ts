import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { fingerprintOf, onlyWhenChanged } from './fingerprint.ts'

const sources = ['web', 'core', 'contract', 'adapters', 'prisma', 'next.config.js', 'tsconfig.json', 'package-lock.json']

/** Builds the portal for production unless the sources are those of the last build; `logFile` keeps what Next said. */
export async function buildPortal(logFile: string): Promise<'built' | 'skipped'> {
  const stamp = join(repositoryRoot, 'web', '.next', '.fingerprint')
  const next = join(repositoryRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...productEnvironment(), NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const lines: string[] = []
  try {
    const built = await onlyWhenChanged(stamp, await fingerprintOf(sources), async () => {
      await run(productNode, [next, 'build', 'web'], { cwd: repositoryRoot, env, onLine: (line) => lines.push(line) })
    })
    return built ? 'built' : 'skipped'
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) throw cause
    // What the bundler remembers of a failure outlives its cause, such as a package that was missing.
    await rm(join(repositoryRoot, 'web', '.next'), { recursive: true, force: true })
    const reason = lines.find((line) => /error|not found|can't resolve/i.test(line)) ?? cause.tail
    throw new StartProblem(`Cổng thông tin: không dựng được bản chạy thật (${reason.trim()}); xem ${logFile}.`)
  } finally {
    if (lines.length > 0) {
      await mkdir(dirname(logFile), { recursive: true })
      await writeFile(logFile, lines.join('\n'))
    }
  }
}

import { join } from 'node:path'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { fingerprintOf, onlyWhenChanged } from './fingerprint.ts'

const sources = ['web', 'core', 'contract', 'adapters', 'prisma', 'next.config.js', 'tsconfig.json', 'package-lock.json']

/** Builds the portal for production unless the sources are those of the last build. */
export async function buildPortal(): Promise<'built' | 'skipped'> {
  const stamp = join(repositoryRoot, 'web', '.next', '.fingerprint')
  const next = join(repositoryRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...productEnvironment(), NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  try {
    const built = await onlyWhenChanged(stamp, await fingerprintOf(sources), async () => {
      await run(productNode, [next, 'build', 'web'], { cwd: repositoryRoot, env })
    })
    return built ? 'built' : 'skipped'
  } catch (cause) {
    if (cause instanceof CommandFailed) throw new StartProblem(`Cổng thông tin: không dựng được bản chạy thật.\n${cause.tail}`)
    throw cause
  }
}

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import type { Mutant } from './mutants.ts'

const report = z.object({
  testResults: z.array(z.object({
    name: z.string(), status: z.string(), message: z.string().default(''),
    assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
  })),
})

/** The first of these tests that fails without the guard, or with all of them standing where none is named; null where none fails. */
export async function firstFailure(tests: readonly string[], { kind, name }: Partial<Mutant> = {}): Promise<string | null> {
  const removed = name === undefined ? {} : { [kind === 'core' ? 'MUTANT_GUARD' : 'MUTANT_POLICY']: name }
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-mutants-'))
  const file = join(folder, 'report.json')
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(productNode, [vitest, 'run', '--no-fsModuleCache', '--passWithNoTests', '--bail', '1', '--retry', '0', '--reporter', 'json', '--outputFile', file, ...tests], {
    cwd: repositoryRoot,
    env: { ...productEnvironment(), ...removed },
    stdio: 'ignore',
  })
  const stop = (): boolean => child.kill()
  process.once('exit', stop)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  process.off('exit', stop)
  try {
    return code === 0 ? null : nameOfFailure(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A run that broke without a report has noticed as well: something could not even be set up. */
function nameOfFailure(file: string): string {
  const read = report.safeParse(readReport(file))
  if (!read.success) return 'the setting up of the tests'
  for (const { name, assertionResults } of read.data.testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed')
    if (failed !== undefined) return `${relative(repositoryRoot, name)}: ${failed.fullName}`
  }
  const broken = read.data.testResults.find(({ status }) => status === 'failed')
  return broken === undefined ? 'an error outside of any test' : `${relative(repositoryRoot, broken.name)}: ${broken.message.split('\n')[0] ?? ''}`
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

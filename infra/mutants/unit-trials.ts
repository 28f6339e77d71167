import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createVitest, type Reporter, type TestCase, type TestModule, type TestSpecification } from 'vitest/node'
import { repositoryRoot } from '#infra/setup/paths.mjs'

/** The unit tests, kept loaded: a guard is taken out of its module, and only that module is read anew. */
export interface UnitTrials {
  /** The first unit test that fails without the guard; null where none does. Throws where one fails with every guard in its place. */
  readonly firstToNotice: (guard: string) => Promise<string | null>
  readonly close: () => Promise<void>
}

const fileOf = ({ moduleId }: TestSpecification): string => relative(repositoryRoot, moduleId)

/** The quickest to notice come first: tests that name the guard, those beside it, those of everybody who asks it. */
function groupsFor(guard: string, all: readonly TestSpecification[]): readonly (readonly TestSpecification[])[] {
  const [file = '', name = ''] = guard.split('#')
  const area = `${file.split('/').slice(0, 2).join('/')}/`
  const whole = new RegExp(`\\b${name}\\b`)
  const naming = all.filter(({ moduleId }) => whole.test(readFileSync(moduleId, 'utf8')))
  const beside = all.filter((one) => fileOf(one).startsWith(area) && !naming.includes(one))
  return [naming, beside, all.filter((one) => !naming.includes(one) && !beside.includes(one))]
}

/** Hears of the first failure of a run, and ends the run with it. */
class FirstFailure implements Reporter {
  found: string | null = null
  end: () => void = () => undefined

  #note(what: string): void {
    if (this.found === null) this.end()
    this.found ??= what
  }

  onTestCaseResult(test: TestCase): void {
    if (test.result().state === 'failed') this.#note(`${relative(repositoryRoot, test.module.moduleId)}: ${test.fullName}`)
  }

  onTestModuleEnd(module: TestModule): void {
    const [first] = module.errors()
    if (first !== undefined) this.#note(`${relative(repositoryRoot, module.moduleId)}: ${first.message.split('\n')[0] ?? ''}`)
  }
}

/** Loads the unit tests of whoever asks a guard of core. */
export async function openUnitTrials(): Promise<UnitTrials> {
  const failure = new FirstFailure()
  const vitest = await createVitest({ root: repositoryRoot, project: ['unit'], watch: false, bail: 1, retry: 0, fsModuleCache: false, reporters: [failure] })
  failure.end = () => void vitest.cancelCurrentRun('test-failure')
  const all = (await vitest.globTestSpecifications(['core/', 'web/', 'signaling/', 'contract/', 'jobs/'])).filter((one) => /^(core|web|signaling|contract|jobs)\//.test(fileOf(one)))
  const standing = new Set<TestSpecification>()

  const firstFailure = async (tests: readonly TestSpecification[]): Promise<string | null> => {
    failure.found = null
    if (tests.length > 0) await vitest.runTestSpecifications([...tests])
    return failure.found
  }
  /** Runs tests without a guard, or with all of them where none is named. */
  const run = async (tests: readonly TestSpecification[], guard: string | undefined): Promise<string | null> => {
    const file = guard?.split('#')[0]
    if (file === undefined) return firstFailure(tests)
    // Our transforming plugin looks here whenever a module is read.
    process.env['MUTANT_GUARD'] = guard
    vitest.invalidateFile(join(repositoryRoot, file))
    try {
      return await firstFailure(tests)
    } finally {
      delete process.env['MUTANT_GUARD']
      vitest.invalidateFile(join(repositoryRoot, file))
    }
  }
  return {
    firstToNotice: async (guard) => {
      for (const tests of groupsFor(guard, all)) {
        const untried = tests.filter((one) => !standing.has(one))
        const anyhow = await run(untried, undefined)
        if (anyhow !== null) throw new Error(`with every guard in its place this fails: ${anyhow}`)
        for (const one of untried) standing.add(one)
        const by = await run(tests, guard)
        if (by !== null) return by
      }
      return null
    },
    close: () => vitest.close(),
  }
}

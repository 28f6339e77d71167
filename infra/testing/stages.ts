import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { examineDependencies } from '#infra/dependencies/dependency-stage.ts'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'

/** How many checks a stage held and how they went. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The outcome of one stage, with what its tool said when it failed. */
export interface StageResult extends Tally {
  readonly output: string
}

/** One stage of the tests; the name is what the operator reads. */
export interface Stage {
  readonly name: string
  readonly run: () => Promise<StageResult>
}

const reports = join(repositoryRoot, 'node_modules', '.cache', 'lien-vien', 'reports')
const toolPath = (name: string): string => join(repositoryRoot, 'node_modules', ...name.split('/'))

interface ToolOutcome {
  readonly ok: boolean
  readonly output: string
}

async function runTool(script: string, args: readonly string[], through: readonly string[] = []): Promise<ToolOutcome> {
  const lines: string[] = []
  const options = { cwd: repositoryRoot, env: productEnvironment(), onLine: (line: string) => lines.push(line) }
  const [program = productNode, ...rest] = [...through, productNode, toolPath(script), ...args]
  try {
    await run(program, rest, options)
    return { ok: true, output: lines.join('\n') }
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) throw cause
    return { ok: false, output: lines.join('\n') }
  }
}

/** A tool that only says yes or no counts as one check. */
function checkStage(name: string, script: string, args: readonly string[]): Stage {
  return {
    name,
    run: async () => {
      const { ok, output } = await runTool(script, args)
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output }
    },
  }
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly success: boolean
}

/** Counts a vitest report; a file that could not even be loaded, or an error outside of any test, is a failure too. */
export function tallyOf(report: VitestReport | undefined, exitedWell: boolean): Tally {
  if (report === undefined) return { passed: 0, failed: exitedWell ? 0 : 1, skipped: 0 }
  const failed = report.numFailedTests
  const unnoticed = failed === 0 && (!exitedWell || !report.success) ? Math.max(1, report.numFailedTestSuites) : 0
  return {
    passed: report.numPassedTests,
    failed: failed + unnoticed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function vitestStage(name: string, project: string, through: readonly string[] = []): Stage {
  return {
    name,
    run: async () => {
      const file = join(reports, `${project}.json`)
      await mkdir(reports, { recursive: true })
      await rm(file, { force: true })
      const { ok, output } = await runTool('vitest/vitest.mjs', [
        ...['run', '--project', project, '--passWithNoTests'],
        ...['--reporter=default', '--reporter=./infra/testing/tried-again.ts', '--reporter=json', `--outputFile.json=${file}`],
      ], through)
      const raw = await readFile(file, 'utf8').catch(() => undefined)
      const report = raw === undefined ? undefined : (JSON.parse(raw) as VitestReport)
      return { ...tallyOf(report, ok), output }
    },
  }
}

/** As the stage within, where no packet can leave the machine; that none tried to is one more check. */
function sealed(name: string, stage: (name: string, through: readonly string[]) => Stage): Stage {
  const report = join(reports, 'leaving.json')
  const sealing = ['unshare', '--net', productNode, join(repositoryRoot, 'infra', 'testing', 'sealed-network.ts'), report]
  return {
    name,
    run: async () => {
      // A network of its own is the superuser's to make, and a product that runs elsewhere cannot be reached from it.
      if (process.getuid?.() !== 0 || process.env['E2E_ORIGIN'] !== undefined) {
        const open = await stage(name, []).run()
        return { ...open, skipped: open.skipped + 1, output: `${open.output}\nThe network was not watched.` }
      }
      await rm(report, { force: true })
      const within = await stage(name, sealing).run()
      const left = JSON.parse(await readFile(report, 'utf8').catch(() => '["no capture was written"]')) as string[]
      if (left.length === 0) return { ...within, passed: within.passed + 1 }
      return { ...within, failed: within.failed + 1, output: `${within.output}\nPackets tried to leave the deployment: ${left.join(', ')}` }
    },
  }
}

const sources = ['core', 'contract', 'adapters', 'prisma', 'web', 'signaling', 'sfu', 'jobs', 'infra', 'e2e', 'bench']

/** The stages that need nothing but the sources; `quick` lets the linter reuse what it knows of unchanged files. */
export function staticStages(present: (folder: string) => boolean, quick: boolean): readonly Stage[] {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/']
  return [
    checkStage('Kiểu dữ liệu (tsc)', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
    checkStage('Quy tắc viết mã (eslint)', 'eslint/bin/eslint.js', ['--max-warnings', '0', ...(quick ? cache : []), '.']),
    checkStage('Hướng phụ thuộc (dependency-cruiser)', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
      ...['--config', '.dependency-cruiser.cjs'],
      ...sources.filter(present),
    ]),
    { name: 'Thư viện (package-lock, npm audit)', run: () => examineDependencies(!quick) },
    vitestStage('Kiểm thử đơn vị', 'unit'),
  ]
}

/** The stages that face the real database, media worker, browser and product. */
export const realStages: readonly Stage[] = [
  vitestStage('Kiểm thử tích hợp', 'integration'),
  sealed('Hành trình trên trình duyệt', (name, through) => vitestStage(name, 'e2e', through)),
]

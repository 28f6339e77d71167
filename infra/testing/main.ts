import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { bold, dim, green, red, say, step } from '#infra/setup/progress.mjs'
import { generateClient } from '#infra/start/database.ts'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { realStages, staticStages, type Stage, type StageResult } from './stages.ts'
import { triedAgain } from './tried-again.ts'

const quick = process.argv.includes('--quick')
const aborted = 130
/** Lines that are said of a stage that passed, too. */
const toBeSaid = ['npm audit: ', triedAgain]

async function runStage(stage: Stage): Promise<StageResult> {
  let result: StageResult | undefined
  await step(stage.name, async () => {
    result = await stage.run()
    if (result.failed > 0) throw new Error(stage.name)
  }).catch((cause: unknown) => {
    if (result === undefined) throw cause
  })
  if (result === undefined) throw new Error(`${stage.name} gave no result`)
  const { passed, failed, skipped, output } = result
  say(dim(`      ${passed} passed, ${failed} failed, ${skipped} skipped`))
  // What passed is of no interest now. What could not be asked is named, so that nobody takes it for an answer; and what passed at its
  // second try alone, so that nobody takes it for sound.
  for (const line of output.split('\n').filter((one) => toBeSaid.some((start) => one.startsWith(start)))) say(dim(`      ${line}`))
  if (failed > 0) say(output.split('\n').filter((line) => !line.includes('✓')).join('\n'))
  return result
}

/** Checks that need only the sources run side by side; those that share cameras, browsers and ports one after another. */
async function runAll(): Promise<StageResult[]> {
  await step('Mã truy cập dữ liệu', generateClient)
  const results = await Promise.all(
    staticStages((folder) => existsSync(join(repositoryRoot, folder)), quick).map(runStage),
  )
  if (quick) return results
  process.env['MEDIASOUP_WORKER_BIN'] = await awaitMediaWorker()
  for (const stage of realStages) results.push(await runStage(stage))
  return results
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => process.exit(aborted))

const results = await runAll()
const total = (of: (result: StageResult) => number): number => results.reduce((sum, result) => sum + of(result), 0)
const failed = total((result) => result.failed)
const line = `${total((result) => result.passed)} passed, ${failed} failed, ${total((result) => result.skipped)} skipped`
say('')
say(bold(failed > 0 ? red(line) : green(line)))
process.exit(failed > 0 ? 1 : 0)

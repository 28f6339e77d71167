import { red, say, dim } from '#infra/setup/progress.mjs'
import { endCommands } from '#infra/setup/run.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { Component } from './components.ts'
import { awaitMediaWorker } from './media-worker.ts'
import { parseStartOptions } from './options.ts'
import { startProduct, type RunningProduct } from './product.ts'
import { readSettings, type Settings } from './settings.ts'
import { whenAskedToEnd } from './stop-signals.ts'
import { announce } from './summary.ts'
import { settleWorld } from './world.ts'

const started = performance.now()
const abort = new AbortController()
let product: RunningProduct | undefined

/** Ends the product in order; who asks a second time ends it at once, and the next start clears what that leaves. */
async function leave(): Promise<void> {
  abort.abort()
  // Still starting: what runs now is cut short, and the start then takes down what it has built so far.
  endCommands()
  if (product === undefined) return
  say('')
  say('  Đang dừng…')
  await product.stop()
  say('  Đã dừng.')
  process.exit(0)
}

/** The terminal shows what needs somebody; everything is in the log files. */
function showLine(settings: Settings): (component: Component, line: string) => void {
  return ({ name }, line) => {
    if (settings.mode === 'development' || line.includes('"level":"error"')) say(dim(`[${name}] ${line}`))
  }
}

function report(cause: unknown): void {
  say('')
  say(red(cause instanceof StartProblem ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)))
}

const askToEnd = whenAskedToEnd(() => void leave())
// The process that set us up, and that holds the terminal, has gone.
process.on('disconnect', askToEnd)

try {
  const settings = await settleWorld(readSettings(parseStartOptions(process.argv.slice(2)), process.env), process.env['DEMO'])
  product = await startProduct({
    settings,
    mediaWorker: awaitMediaWorker(),
    onLine: showLine(settings),
    signal: abort.signal,
  })
  announce(product, settings, performance.now() - started)
} catch (cause) {
  if (!abort.signal.aborted) report(cause)
  process.exit(abort.signal.aborted ? 130 : 1)
}

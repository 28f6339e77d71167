import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { productEnvironment, productNode, repositoryRoot } from './paths.mjs'
import { red, say, showProgress } from './progress.mjs'
import { setUpMachine } from './set-up.mjs'
import { StartProblem } from './start-problem.mjs'

/** Prints why the start stops: one sentence for what the operator can mend, the whole trace for what only we can. */
export function reportFailure(cause) {
  say('')
  say(cause instanceof StartProblem ? red(cause.message) : red(cause.stack ?? String(cause)))
}

function hear(child, worker) {
  child.on('message', (message) => {
    if (showProgress(message) || message?.ask !== 'media-worker') return
    worker.then(
      (path) => child.connected && child.send({ mediaWorker: path }),
      (cause) => child.connected && child.send({ mediaWorkerProblem: cause.message }),
    )
  })
}

/**
 * Sets the machine up with whatever Node is installed and then runs `script` on the product's own Node, as one terminal
 * program: signals are passed on, its exit code becomes ours. It learns of our death by the closing of the channel.
 */
export async function setUpAndRun(script, { forTests }) {
  // A plain death by SIGTERM would skip the 'exit' handlers that end npm, apt or ninja.
  const abort = () => process.exit(130)
  process.once('SIGTERM', abort).once('SIGINT', abort).once('SIGHUP', abort)
  try {
    const { worker } = await setUpMachine({ forTests })
    // A session of its own: a Ctrl-C in the terminal must reach it once, through us, and not twice.
    const child = spawn(productNode, [join(repositoryRoot, script), ...process.argv.slice(2)], {
      cwd: repositoryRoot,
      detached: true,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...productEnvironment(),
        LIENVIEN_PROGRESS: 'parent',
        ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
      },
    })
    hear(child, worker)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.off(signal, abort)
      process.on(signal, () => child.kill(signal))
    }
    child.once('exit', (code) => process.exit(code ?? 1))
  } catch (cause) {
    reportFailure(cause)
    process.exit(1)
  }
}

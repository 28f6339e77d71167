import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const tailLines = 12

/** Commands under way: none may outlive the process that wanted it. */
const children = new Map()
process.on('exit', endCommands)

/** Ends every command under way; each then fails as one that was ended. */
export function endCommands() {
  children.forEach((signal, child) => child.kill(signal))
}

export class CommandFailed extends Error {
  constructor(command, exitCode, tail) {
    super(`${command} ended with ${exitCode ?? 'a signal'}${tail ? `: ${tail}` : ''}`)
    this.name = 'CommandFailed'
    this.command = command
    this.exitCode = exitCode
    this.tail = tail
  }
}

/** Runs a command to its end and returns what it printed; throws CommandFailed on any other exit code than 0. */
export function run(command, args, { onLine, endSignal = 'SIGTERM', ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    children.set(child, endSignal)
    const lines = []
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        onLine?.(line)
      })
    child.once('error', (cause) => {
      children.delete(child)
      reject(cause)
    })
    child.once('close', (code) => {
      children.delete(child)
      if (code === 0) resolve(lines.join('\n'))
      else reject(new CommandFailed(command, code, lines.slice(-tailLines).join('\n')))
    })
  })
}

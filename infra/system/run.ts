import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
  /** Called for each line of standard output and standard error. */
  readonly onLine?: (line: string) => void
}

export class CommandFailed extends Error {
  readonly command: string
  readonly exitCode: number | null
  /** The last lines that the command printed, where the cause usually stands. */
  readonly tail: string

  constructor(command: string, exitCode: number | null, tail: string) {
    super(`${command} ended with ${exitCode ?? 'a signal'}${tail ? `: ${tail}` : ''}`)
    this.name = 'CommandFailed'
    this.command = command
    this.exitCode = exitCode
    this.tail = tail
  }
}

const tailLines = 12

/** Runs a command to its end and returns what it printed; throws CommandFailed on any other exit code than 0. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { onLine, ...spawnOptions } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] })
    const lines: string[] = []
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        onLine?.(line)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(lines.join('\n'))
      else reject(new CommandFailed(command, code, lines.slice(-tailLines).join('\n')))
    })
  })
}

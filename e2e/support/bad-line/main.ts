import { spawn } from 'node:child_process'
import { openBadLine, whyNoBadLine } from './bad-line.ts'
import { parseLineRequest } from './line-conditions.ts'

/**
 * `npm run bad-line -- --up 256k --rtt 300 --loss 5 [--down 1m] [--jitter 30] [--no-udp] [--only-tcp 443]
 * [--ports 3000,40000,40001,3478] [-- program …]`: runs the program (a shell unless told) behind such a line.
 */
const problem = whyNoBadLine()
if (problem === undefined) await serve()
else fail(problem)

async function serve(): Promise<void> {
  try {
    const { conditions, ports, command } = parseLineRequest(process.argv.slice(2))
    const line = await openBadLine(ports, conditions)
    const [program = process.env['SHELL'] ?? '/bin/sh', ...args] = command
    console.log(`Behind the line ${JSON.stringify(conditions)}: 127.0.0.1, ports ${ports.join(', ')} lead to this machine.`)
    console.log('A browser there needs --no-sandbox (as root) and --allow-loopback-in-peer-connection.')
    const child = spawn('ip', ['netns', 'exec', line.namespace, program, ...args], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', () => line.close())
    child.once('exit', (code) => {
      line.close()
      process.exit(code ?? 1)
    })
  } catch (cause) {
    fail(cause instanceof Error ? cause.message : String(cause))
  }
}

function fail(reason: string): void {
  console.error(`bad-line: ${reason}`)
  process.exitCode = 1
}

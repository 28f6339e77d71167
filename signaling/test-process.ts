import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { makeJoinTickets, type JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { heapFlags } from './heap.ts'

const ticketSecret = 'a-ticket-secret-for-tests-only'

/** Signaling as a process of its own, which a test may kill. */
export interface SignalingProcess {
  readonly port: number
  readonly pid: number
  readonly alive: () => boolean
  /** SIGKILL: no goodbye, no last store. */
  kill(): Promise<void>
}

/** Tickets that the process accepts. */
export const processTickets = (): JoinTickets =>
  makeJoinTickets({ secret: ticketSecret, clock: () => new Date(), newId: () => crypto.randomUUID() })

interface ProcessOptions {
  /** 0: any free one. */
  readonly port?: number
  /** Its name among several processes. */
  readonly node?: string
  /** Waits at the given port for the end of who serves it. */
  readonly standsBy?: boolean
  /** Rooms need one, minutes do not. */
  readonly sfu?: { readonly url: string; readonly secret: string }
}

const noSfu = { url: 'http://127.0.0.1:9', secret: 'no-sfu-behind-this-one' }

/** Starts the process and resolves when it listens, or stands by. */
export async function startProcess(database: Pick<TestDatabase, 'appUrl'>, { port = 0, node = 'signaling', sfu = noSfu, standsBy = false }: ProcessOptions = {}): Promise<SignalingProcess> {
  const child = spawn(process.execPath, [...heapFlags, 'signaling/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'test', APP_DATABASE_URL: database.appUrl, PUBLIC_ORIGIN: 'http://127.0.0.1', TICKET_SECRET: ticketSecret,
      SFU_SECRET: sfu.secret, SFU_CONTROL_URL: sfu.url, SIGNALING_PORT: String(port), SIGNALING_NODE: node, SIGNALING_STANDS_BY: standsBy ? 'yes' : 'no', LOG_LEVEL: 'info', NODE_COMPILE_CACHE: 'node_modules/.cache/compile',
    },
  })
  return { port: await listening(child), pid: child.pid ?? 0, alive: () => isAlive(child), kill: () => killed(child) }
}

function listening({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) return Promise.reject(new Error('signaling has no output'))
  // Read to the end, or the process would wait for its reader.
  const lines = createInterface({ input: stdout })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const port = /"port":(\d+)/.exec(line)?.[1]
      if (/signaling\.(?:listening|stands-by)/.test(line) && port !== undefined) resolve(Number(port))
    })
    lines.once('close', () => reject(new Error('signaling ended before it listened')))
  })
}

const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

async function killed(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

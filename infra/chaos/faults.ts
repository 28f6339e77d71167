import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import type { Random } from '#infra/fuzz/random.ts'
import { postgresPid } from '#infra/start/keep-database.ts'
import type { StreamName } from './history.ts'
import type { Volume } from './volume.ts'
import type { ChaosWorld } from './world.ts'

/** What happens to a product whose processes all live. */
export const faults = ['read-only', 'disk-full', 'clock', 'slow-disk'] as const
export type Fault = (typeof faults)[number]

/** What a fault works on; no volume where this machine lets us mount none. */
export interface FaultGround {
  readonly world: ChaosWorld
  readonly dataDirectory: string
  readonly volume: Volume | null
}

/** A fault that has begun. */
export interface Injury {
  /** As the line of its round tells it. */
  readonly what: string
  /** Streams that go on meanwhile. */
  readonly goOn: readonly StreamName[]
  /** Whether whoever writes must be told by an outage's own code. */
  readonly tells: boolean
  readonly heal: () => Promise<void>
}

const hourMs = 3_600_000
const frozenMs = 2_500
const everything: readonly StreamName[] = ['booking', 'order', 'cancel', 'minutes', 'message', 'signature', 'recording']

/** Sets a parameter of the running server for everybody, or puts it back to what it was. */
async function configure({ query }: ChaosWorld, settings: Readonly<Record<string, string | null>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await query(value === null ? `ALTER SYSTEM RESET ${name}` : `ALTER SYSTEM SET ${name} = '${value}'`)
  await query('SELECT pg_reload_conf()')
}

/** No transaction may write: a standby that was not promoted, or an administrator who holds writes back. */
async function readOnly({ world }: FaultGround): Promise<Injury> {
  await configure(world, { default_transaction_read_only: 'on' })
  return { what: 'read-only', goOn: [], tells: true, heal: () => configure(world, { default_transaction_read_only: null }) }
}

/** Not a byte is left for database, recordings, uploads and logs. */
async function diskFull({ volume }: FaultGround): Promise<Injury> {
  await volume?.fill()
  // PostgreSQL writes on in the pages and log files that it has; who is told, and when, depends on what it holds.
  return { what: 'disk-full', goOn: [], tells: false, heal: async () => volume?.drain() }
}

/** The calendar clock of every process of ours is an hour off, and then right again; nothing may be refused for long. */
async function clock({ world }: FaultGround, random: Random): Promise<Injury> {
  const ahead = random.oneIn(2)
  await world.moveClock(ahead ? hourMs : -hourMs)
  // Nobody can sign before their certificate was made, which the demo's were at the start.
  return { what: `clock ${ahead ? '+' : '−'} 1 h`, goOn: everything.filter((name) => ahead || name !== 'signature'), tells: false, heal: () => world.moveClock(0) }
}

/** The server's own processes: those that serve, write and checkpoint. */
function processesOf(postmaster: number): readonly number[] {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  return children.filter((pid) => pid !== '').map(Number)
}

function signalAll(pids: readonly number[], signal: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Every commit waits a tenth of a second longer for the disk, and twice nothing moves at all for some seconds, as under a disk that hangs. */
async function slowDisk({ world, dataDirectory }: FaultGround): Promise<Injury> {
  await configure(world, { commit_delay: '100000', commit_siblings: '0' })
  const postmaster = await postgresPid(join(dataDirectory, 'postgres'))
  const healing = new AbortController()
  const hanging = (async () => {
    for (let times = 0; times < 2 && !healing.signal.aborted && postmaster !== undefined; times += 1) {
      await elapse(1_000)
      const pids = processesOf(postmaster)
      const goOn = (): void => signalAll(pids, 'SIGCONT')
      // What stands still cannot even be ended, should we end before it goes on.
      process.once('exit', goOn)
      signalAll(pids, 'SIGSTOP')
      await elapse(frozenMs)
      goOn()
      process.off('exit', goOn)
    }
  })()
  const heal = async (): Promise<void> => {
    healing.abort()
    await hanging
    await configure(world, { commit_delay: null, commit_siblings: null })
  }
  return { what: 'slow-disk', goOn: everything, tells: false, heal }
}

const inflictions: Readonly<Record<Fault, (ground: FaultGround, random: Random) => Promise<Injury>>> = {
  'read-only': readOnly, 'disk-full': diskFull, clock, 'slow-disk': slowDisk,
}

/** Begins a fault; what it has begun is ended by `heal`, whatever happens in between. */
export const inflict = (fault: Fault, ground: FaultGround, random: Random): Promise<Injury> => inflictions[fault](ground, random)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresPid } from '#infra/start/keep-database.ts'
import type { RunningProduct } from '#infra/start/product.ts'

/** Every process of the product that may die: the supervised ones, and those that they or PostgreSQL's own tool have started. */
export const victims = ['portal', 'signaling', 'signaling-spare', 'sfu', 'worker', 'jobs', 'gateway', 'archive', 'turn', 'turnserver', 'postgres'] as const
export type Victim = (typeof victims)[number]

/** The first process that this one has started. */
function childOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    return first === undefined || first === '' ? undefined : Number(first)
  } catch {
    return undefined
  }
}

/** The process that is meant, where it runs now. */
export async function pidOfVictim(victim: Victim, product: RunningProduct, dataDirectory: string): Promise<number | undefined> {
  switch (victim) {
    case 'postgres':
      return postgresPid(join(dataDirectory, 'postgres'))
    case 'worker':
      return childOf(product.pidOf('sfu'))
    case 'turnserver':
      return childOf(product.pidOf('turn'))
    default:
      return product.pidOf(victim)
  }
}

export type Pids = ReadonlyMap<Victim, number | undefined>

/** Every process that may die, where it runs now. */
export const pidsOf = async (product: RunningProduct, dataDirectory: string): Promise<Pids> =>
  new Map(await Promise.all(victims.map(async (victim) => [victim, await pidOfVictim(victim, product, dataDirectory)] as const)))

/** Who goes with whom: a child with its parent, and the relay's keeper with the relay, to be started anew together. */
const goesWith: Partial<Record<Victim, Victim>> = { worker: 'sfu', turnserver: 'turn', turn: 'turnserver' }

/** Processes that nobody has killed, and that are others now. */
export function diedByThemselves(before: Pids, after: Pids, killed: ReadonlySet<Victim>): readonly string[] {
  const isAnother = (victim: Victim): boolean => before.get(victim) !== undefined && before.get(victim) !== after.get(victim)
  const wasKilled = (victim: Victim): boolean => killed.has(victim) || killed.has(goesWith[victim] ?? victim)
  return victims.filter((victim) => isAnother(victim) && !wasKilled(victim)).map((victim) => `${victim} died by itself`)
}

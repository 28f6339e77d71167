import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresPid } from '#infra/start/keep-database.ts'
import type { RunningProduct } from '#infra/start/product.ts'

/** Every process of the product that may die: the supervised ones, and those that they or PostgreSQL's own tool have started. */
export const victims = ['portal', 'signaling', 'sfu', 'worker', 'jobs', 'gateway', 'archive', 'turn', 'turnserver', 'postgres'] as const
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

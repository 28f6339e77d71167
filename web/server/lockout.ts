import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import type { PrismaClient } from '#prisma/generated/client.ts'

const wrongTriesAllowed = 5
const quarterHour = 15 * 60

export interface Lockout {
  /** Counts a try before it is made, so that many at once cannot slip past; `locked` says for how many seconds. */
  attempt(account: string): Promise<{ readonly locked: false } | { readonly locked: true; readonly seconds: number }>
  /** Forgets the tries of an account that has just signed in. */
  clear(account: string): Promise<void>
}

// An address is hashed: the table must not become a list of who tried to sign in.
const keyOf = (account: string): string => createHash('sha256').update(account.trim().toLowerCase()).digest('hex')

/** Locks an account for a quarter of an hour after five wrong passwords, known to the directory or not; other matters may allow other counts. */
export function makeLockout(database: PrismaClient, points = wrongTriesAllowed): Lockout {
  const limiter = new RateLimiterPrisma({
    storeClient: database,
    tableName: 'authLockout',
    keyPrefix: 'account',
    points,
    duration: quarterHour,
    blockDuration: quarterHour,
    clearExpiredByTimeout: false,
  })
  return {
    attempt: async (account) => {
      try {
        await limiter.consume(keyOf(account))
        return { locked: false }
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        return { locked: true, seconds: Math.ceil(refused.msBeforeNext / 1000) }
      }
    },
    clear: async (account) => {
      await limiter.delete(keyOf(account))
    },
  }
}

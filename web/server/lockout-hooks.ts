import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Lockout } from './lockout.ts'

const passwordPath = '/sign-in/email'

const emailOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string' ? body.email : undefined

/** Puts the lockout around sign-in by password: a locked account is refused before its password is even compared. */
export function lockoutHooks(lockout: () => Lockout) {
  return {
    before: createAuthMiddleware(async (context) => {
      const email = emailOf(context.body)
      if (context.path !== passwordPath || email === undefined) return
      const answer = await lockout().attempt(email)
      if (answer.locked) {
        throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_LOCKED', message: 'Account locked', retryAfter: answer.seconds })
      }
    }),
    after: createAuthMiddleware(async (context) => {
      const email = emailOf(context.body)
      if (context.path !== passwordPath || email === undefined) return
      if (!(context.context.returned instanceof Error)) await lockout().clear(email)
    }),
  }
}

import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { Lockout } from './lockout.ts'
import { isGuessable } from './password-policy.ts'

const passwordPath = '/sign-in/email'

const emailOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string' ? body.email : undefined

const newPasswordOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'newPassword' in body && typeof body.newPassword === 'string' ? body.newPassword : undefined

/** Puts the lockout around sign-in by password, and the policy before a new one: a locked account is refused before its password is even compared. */
export function lockoutHooks(lockout: () => Lockout) {
  return {
    before: createAuthMiddleware(async (context) => {
      const wanted = newPasswordOf(context.body)
      if (wanted !== undefined && isGuessable(wanted)) throw new APIError('BAD_REQUEST', { code: 'PASSWORD_GUESSABLE', message: 'Password is guessable' })
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

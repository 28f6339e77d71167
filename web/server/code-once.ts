import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { authDatabase } from './auth-database.ts'
import { makeLockout } from './lockout.ts'

const path = '/two-factor/verify-totp'
/** The library's own name for the cookie between password and code. */
const halfSignedIn = 'two_factor'

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const codeOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : undefined

/** Whose code it is: of the session, or of whoever has given the password and not yet the code. */
async function userOf(context: Context): Promise<string | undefined> {
  const session = await getSessionFromCtx(context, { disableRefresh: true })
  if (session !== null) return session.user.id
  const { createAuthCookie, internalAdapter, secret } = context.context
  const key = await context.getSignedCookie(createAuthCookie(halfSignedIn).name, secret)
  return typeof key === 'string' ? (await internalAdapter.findVerificationValue(key))?.value : undefined
}

/** What a person and one code are counted by; nothing where either is missing. */
async function claimOf(context: Context): Promise<string | undefined> {
  const code = codeOf(context.body)
  const user = code === undefined ? undefined : await userOf(context)
  return user === undefined ? undefined : `code:${user}:${code}`
}

/** What a request has claimed, until it is answered. */
const claimed = new WeakMap<object, string>()

/** One try for a quarter of an hour, which is longer than any code is good for. */
const claims = () => makeLockout(authDatabase(), 1)

/**
 * A phone's code is good for one use (RFC 6238 §5.2), signing in and proving oneself again alike: it is claimed before it is
 * compared, so that of two at once one is refused, and given back where it opened nothing.
 */
export const codeOnce = {
  id: 'code-once',
  hooks: {
    before: [
      {
        matcher: (context) => context.path === path,
        handler: createAuthMiddleware(async (context) => {
          const claim = await claimOf(context)
          if (claim === undefined) return
          await authDatabase().authLockout.deleteMany({ where: { expire: { lt: new Date() } } })
          if ((await claims().attempt(claim)).locked) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message: 'Code was used' })
          claimed.set(context.context, claim)
        }),
      },
    ],
    after: [
      {
        matcher: (context) => context.path === path,
        handler: createAuthMiddleware(async (context) => {
          const claim = claimed.get(context.context)
          if (claim !== undefined && context.context.returned instanceof Error) await claims().clear(claim)
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin

import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** What changes how a person signs in, anywhere: never from a machine that is nobody's, whoever stands before it. */
const personal = /^\/(two-factor\/(enable|disable)|change-password|passkey\/(generate-register-options|verify-registration|delete-passkey))/

/** Sessions of people who identified themselves on a registered device of their hospital. */
export const deviceSignIn = {
  id: 'device-sign-in',
  endpoints: {
    /** Without an address: only the portal itself calls it, after PIN or phone. */
    signInOnDevice: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string(), deviceId: z.string(), organizationId: z.string() }) },
      async (context) => {
        const { internalAdapter } = context.context
        const { userId, deviceId, organizationId } = context.body
        const user = await internalAdapter.findUserById(userId)
        if (user === null) throw new APIError('NOT_FOUND')
        // Not remembered: it ends with the browser, and no use of it pushes its end out.
        const session = await internalAdapter.createSession(user.id, true, { deviceId, deviceSeenAt: new Date(), activeOrganizationId: organizationId })
        await setSessionCookie(context, { session, user }, true)
        return context.json({ session: session.id })
      },
    ),
  },
  hooks: {
    before: [
      {
        matcher: ({ path }) => path !== undefined && personal.test(path),
        handler: createAuthMiddleware(async (context) => {
          const signIn = await getSessionFromCtx(context, { disableRefresh: true })
          if (typeof signIn?.session['deviceId'] === 'string') throw new APIError('FORBIDDEN', { code: 'ON_ROOM_DEVICE', message: 'Not on a shared device' })
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin

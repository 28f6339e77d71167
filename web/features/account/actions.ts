'use server'

import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import { err, ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portalAuth } from '#web/server/auth.ts'

/** Ends one of the person's own sessions, on whichever device it runs. */
export const endSession = action({
  personal: true,
  input: z.object({ id: z.string() }),
  run: async (_viewer, { id }) => {
    const own = await headers()
    const session = (await portalAuth().api.listSessions({ headers: own })).find((each) => each.id === id)
    if (!session) return err('auth.no-such-session')
    await portalAuth().api.revokeSession({ headers: own, body: { token: session.token } })
    revalidatePath('/account')
    return ok(undefined)
  },
  present: () => undefined,
})

/** Ends every session of the person but this one. */
export const endOtherSessions = action({
  personal: true,
  input: z.object({}),
  run: async () => {
    await portalAuth().api.revokeOtherSessions({ headers: await headers() })
    revalidatePath('/account')
    return ok(undefined)
  },
  present: () => undefined,
})

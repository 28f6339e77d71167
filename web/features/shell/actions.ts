'use server'

import { cookies } from 'next/headers'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { err, ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { isSecureOrigin, portalEnv } from '#web/server/env.ts'
import { localeCookie, toLocale } from '#web/server/i18n/locale.ts'
import { currentSignIn } from '#web/server/session.ts'
import { actForOrganization, rememberLocale } from '#web/server/sign-in-records.ts'

const yearSeconds = 365 * 24 * 3600

/** Shows the portal in this language from now on, and on the person's other devices once signed in. */
export async function chooseLanguage(raw: string): Promise<void> {
  const locale = toLocale(raw)
  const jar = await cookies()
  jar.set(localeCookie, locale, { path: '/', maxAge: yearSeconds, sameSite: 'lax', secure: isSecureOrigin(portalEnv().PUBLIC_ORIGIN), httpOnly: true })
  const signIn = await currentSignIn()
  if (signIn) await rememberLocale(signIn.user.id, locale)
  revalidatePath('/', 'layout')
}

/** Acts for another of the person's hospitals in this session. */
export const switchHospital = action({
  input: z.object({ organization: z.string() }),
  run: async (viewer, { organization }) => {
    const wanted = viewer.memberships.find((membership) => membership.organization.id === organization)
    const signIn = await currentSignIn()
    if (!wanted || !signIn) return err('auth.no-such-membership')
    await actForOrganization(signIn.session.id, wanted.organization.id)
    revalidatePath('/', 'layout')
    return ok(undefined)
  },
  present: () => undefined,
})

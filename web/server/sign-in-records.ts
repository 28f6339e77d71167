import type { OrganizationId } from '#core/shared/ids.ts'
import { authDatabase } from './auth-database.ts'
import type { Locale } from './i18n/locale.ts'

/** Lets a session act for this hospital; the caller has checked that the person belongs to it. */
export async function actForOrganization(session: string, organization: OrganizationId): Promise<void> {
  await authDatabase().authSession.update({ where: { id: session }, data: { activeOrganizationId: organization } })
}

/** Ends one session. */
export async function endSignIn(session: string): Promise<void> {
  await authDatabase().authSession.deleteMany({ where: { id: session } })
}

/** Ends a person's sessions beyond so many, those unused the longest first. */
export async function endOldestSignIns(user: string, most: number): Promise<void> {
  const beyond = await authDatabase().authSession.findMany({ where: { userId: user }, orderBy: { updatedAt: 'desc' }, skip: most, select: { id: true } })
  if (beyond.length > 0) await authDatabase().authSession.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } })
}

/** Whether the person has a password here, and does not only come through the hospital's own sign-in. */
export const signsInByPassword = async (user: string): Promise<boolean> =>
  (await authDatabase().authAccount.count({ where: { userId: user, providerId: 'credential' } })) > 0

/** Keeps the language with the person, so that another device starts in it. */
export async function rememberLocale(user: string, locale: Locale): Promise<void> {
  await authDatabase().authUser.update({ where: { id: user }, data: { locale } })
}

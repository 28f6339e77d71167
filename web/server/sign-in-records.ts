import type { OrganizationId } from '#core/shared/ids.ts'
import { authDatabase } from './auth-database.ts'
import type { Locale } from './i18n/locale.ts'

/** Lets a session act for this hospital; the caller has checked that the person belongs to it. */
export async function actForOrganization(session: string, organization: OrganizationId): Promise<void> {
  await authDatabase().authSession.update({ where: { id: session }, data: { activeOrganizationId: organization } })
}

/** Keeps the language with the person, so that another device starts in it. */
export async function rememberLocale(user: string, locale: Locale): Promise<void> {
  await authDatabase().authUser.update({ where: { id: user }, data: { locale } })
}

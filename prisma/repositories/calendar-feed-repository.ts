import type { CalendarFeedRepository } from '#core/case/calendar-feed.ts'
import type { OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

/** The feed of whoever asks; nobody asks for the platform, which has none. */
export function makeCalendarFeedRepository(ask: ScopedDb, of: { readonly practitioner: PractitionerId | null; readonly organization: OrganizationId }): CalendarFeedRepository {
  const { practitioner, organization } = of
  if (practitioner === null) return { madeAt: () => Promise.resolve(null), replace: () => Promise.reject(new Error('the platform has no calendar')), remove: () => Promise.resolve(false) }
  const where = { practitionerId: practitioner, organizationId: organization }
  const remove = async (): Promise<boolean> => (await ask((db) => db.calendarFeed.deleteMany({ where }))).count === 1
  return {
    madeAt: async () => (await ask((db) => db.calendarFeed.findFirst({ where })))?.madeAt ?? null,
    replace: async ({ secret, madeAt }) => {
      await remove()
      await ask((db) => db.calendarFeed.createMany({ data: [{ ...where, secretSha256: secret, madeAt }] }))
    },
    remove,
  }
}

/** Whose feed a secret opens, before it is known who asks. */
export async function ownerOfFeed(db: Db, secret: Sha256): Promise<{ readonly practitioner: PractitionerId; readonly organization: OrganizationId } | null> {
  const [row] = await db.$queryRaw<{ practitioner: string; organization: string }[]>`SELECT practitioner, organization FROM owner_of_feed(${secret}::char(64))`
  return row === undefined ? null : { practitioner: brandId(row.practitioner), organization: brandId(row.organization) }
}

import { getTranslations } from 'next-intl/server'
import type { CalendarEntry } from '#adapters/calendar/icalendar.ts'
import type { Schedule } from '#core/case/view-schedule.ts'
import { caseLinks } from '#web/ui/case-links.ts'

interface Feed {
  readonly name: string
  readonly now: Date
  readonly entries: readonly CalendarEntry[]
}

/** Appointments as they may leave for a calendar program that anybody may look over: no patient, no question, no diagnosis. */
export async function presentFeed({ sessions, names, now }: Schedule & { readonly now: Date }, origin: string): Promise<Feed> {
  const t = await getTranslations({ locale: 'vi', namespace: 'schedule' })
  const words = await getTranslations({ locale: 'vi', namespace: 'caseWords' })
  const shortName = (id: Parameters<typeof names.organizations.get>[0]): string => names.organizations.get(id)?.shortName ?? '—'
  return {
    name: t('title'),
    now,
    entries: sessions.map((one) => ({
      id: one.session.id,
      startsAt: one.session.startsAt,
      endsAt: new Date(one.session.startsAt.getTime() + one.session.durationMinutes * 60_000),
      summary: t('feed.summary', { code: one.code, specialty: words(`specialty.${one.request.specialty}`) }),
      description: t('between', { from: shortName(one.requestingOrganization), to: shortName(one.consultingOrganization) }),
      address: `${origin}${caseLinks.page(one.id)}`,
      sequence: one.revision,
    })),
  }
}

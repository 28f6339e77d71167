import { getTranslations } from 'next-intl/server'
import type { CalendarEntry } from '#adapters/calendar/icalendar.ts'
import { isForCase } from '#core/asset/asset.ts'
import { placeAt } from '#core/asset/reserve-assets.ts'
import type { OpenedFeed } from '#core/case/calendar-feed.ts'
import type { MeetingDay } from '#core/meeting/meeting.ts'
import { slotOfDay } from '#core/meeting/hold-rooms.ts'
import type { MeetingDays } from '#core/meeting/view-meetings.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'
import { caseLinks } from '#web/ui/case-links.ts'

interface Feed {
  readonly name: string
  readonly now: Date
  readonly entries: readonly CalendarEntry[]
}

/** Appointments as they may leave for a calendar program that anybody may look over: no patient, no question, no diagnosis. */
export async function presentFeed({ sessions, names, reserved, organization, meetings, now }: OpenedFeed, origin: string): Promise<Feed> {
  const t = await getTranslations({ locale: 'vi', namespace: 'schedule' })
  const words = await getTranslations({ locale: 'vi', namespace: 'caseWords' })
  const shortName = (id: Parameters<typeof names.organizations.get>[0]): string => names.organizations.get(id)?.shortName ?? '—'
  return {
    name: t('title'),
    now,
    entries: [
      ...sessions.map((one) => ({
        id: one.session.id,
        startsAt: one.session.startsAt,
        endsAt: new Date(one.session.startsAt.getTime() + one.session.durationMinutes * 60_000),
        summary: t('feed.summary', { code: one.code, specialty: words(`specialty.${one.request.specialty}`) }),
        description: t('between', { from: shortName(one.requestingOrganization), to: shortName(one.consultingOrganization) }),
        address: `${origin}${caseLinks.page(one.id)}`,
        place: placeAt(reserved.filter((asset) => isForCase(asset, one.id)), organization),
        sequence: one.revision,
      })),
      ...meetings.days.map((day) => meetingEntry(day, meetings, origin)),
    ],
  }
}

/** One day of a meeting that returns, known by the day of its rule: moved, it stays the same appointment. */
function meetingEntry(day: MeetingDay, { names, reserved }: MeetingDays, origin: string): CalendarEntry {
  const { meeting, on } = day
  const { from, until } = slotOfDay(hospitalClock, day)
  return {
    id: `${meeting.id}-${on}`,
    startsAt: from,
    endsAt: until,
    summary: meeting.title,
    description: [meeting.organization, ...meeting.guests].map((id) => names.organizations.get(id)?.shortName ?? '—').join(', '),
    address: `${origin}/schedule/meetings`,
    place: placeAt(reserved.filter(({ about }) => 'meeting' in about && about.meeting === meeting.id && about.on === on), meeting.organization),
    sequence: meeting.revision,
  }
}

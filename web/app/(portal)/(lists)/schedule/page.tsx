import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { daysOf, readScheduleChoice, windowOf } from '#web/features/schedule/schedule-choice.ts'
import { SchedulePage } from '#web/features/schedule/schedule-page.tsx'
import { withWords } from '#web/messages/words.tsx'
import { asksFromPhone } from '#web/server/asks-from-phone.ts'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { addDays, toWallTime } from '#web/ui/zoned-time.ts'

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

/** More cannot be looked over in one month. */
const mostOfMonth = 1_000

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schedule'))('title') }
}

async function Page({ searchParams }: PageProps) {
  const [actor, timeZone, phone] = await Promise.all([requireActor(), getTimeZone(), asksFromPhone()])
  const today = toWallTime(portal().clock(), timeZone).date
  const choice = readScheduleChoice(await searchParams, today)
  const shown = daysOf(choice)
  const [first, last] = [shown[0] ?? choice.date, shown.at(-1) ?? choice.date]
  const [schedule, meetings] = await Promise.all([
    portal().viewSchedule(actor, { window: windowOf(choice, timeZone), mine: choice.mine, ...(choice.view === 'month' && { most: mostOfMonth }) }),
    // The hospital's day may begin on the evening before the reader's.
    portal().viewMeetingDays(actor, { days: { from: addDays(first, -1), until: addDays(last, 2) }, mine: choice.mine }),
  ])
  return <SchedulePage actor={actor} choice={choice} schedule={schedule} meetings={meetings} today={today} phone={phone} />
}

export default withWords(Page, ['assets', 'meetings', 'schedule'])

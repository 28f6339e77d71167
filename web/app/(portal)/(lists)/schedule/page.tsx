import { getTimeZone } from 'next-intl/server'
import { readScheduleChoice, windowOf } from '#web/features/schedule/schedule-choice.ts'
import { SchedulePage } from '#web/features/schedule/schedule-page.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function Page({ searchParams }: PageProps) {
  const [actor, timeZone] = await Promise.all([requireActor(), getTimeZone()])
  const today = toWallTime(portal().clock(), timeZone).date
  const choice = readScheduleChoice(await searchParams, today)
  const schedule = await portal().viewSchedule(actor, { window: windowOf(choice, timeZone), mine: choice.mine })
  return <SchedulePage choice={choice} schedule={schedule} today={today} />
}

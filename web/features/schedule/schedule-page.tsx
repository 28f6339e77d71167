import { CalendarSync, CalendarX2, ChevronLeft, ChevronRight } from 'lucide-react'
import { getTimeZone, getTranslations } from 'next-intl/server'
import type { Schedule } from '#core/case/view-schedule.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MeetingDays } from '#core/meeting/view-meetings.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterChips } from '#web/ui/filter-chips.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { startOfDay } from '#web/ui/zoned-time.ts'
import { Agenda } from './agenda.tsx'
import { ByWidth } from './by-width.tsx'
import { isMeeting, meetingsPage, type CalendarFacts } from './calendar-facts.ts'
import { presentMeetings, presentSchedule } from './present-schedule.ts'
import { daysOf, monthOf, scheduleHref, scheduleViews, step, type ScheduleChoice } from './schedule-choice.ts'
import { MonthGrid } from './month-grid.tsx'
import { MovableCalendar } from './moves.tsx'
import { ScheduleKeys } from './schedule-keys.tsx'
import { TimeGrid } from './time-grid.tsx'

interface SchedulePageProps {
  readonly actor: Actor
  readonly choice: ScheduleChoice
  readonly schedule: Schedule
  readonly meetings: MeetingDays
  /** `yyyy-mm-dd` in the viewer's zone. */
  readonly today: string
  /** Whether a phone asks. */
  readonly phone: boolean
}

/** The sessions of a day, a week or a month, the hospital's or only one's own. */
export async function SchedulePage({ actor, choice, schedule, meetings, today, phone }: SchedulePageProps) {
  const t = await getTranslations('schedule')
  const timeZone = await getTimeZone()
  const days = daysOf(choice)
  const sessions: readonly CalendarFacts[] = [...presentSchedule(schedule, { actor, timeZone }), ...presentMeetings(meetings, timeZone).filter(({ date }) => days.includes(date))]
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  const links = { previous: scheduleHref(step(choice, -1)), next: scheduleHref(step(choice, 1)), today: scheduleHref({ ...choice, date: today }) }
  const movable = sessions.some((one) => !isMeeting(one) && one.movable)
  return (
    <>
      <ScheduleKeys {...links} />
      <PageHeader
        title={t('title')}
        meta={
          <>
            <span className="font-semibold text-ink first-letter:uppercase"><Stretch choice={choice} days={days} timeZone={timeZone} /></span>
            <span className="tabular">{t('count', { count: sessions.length })}</span>
          </>
        }
        actions={<Controls choice={choice} links={links} />}
      />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <FilterChips param="mine" label={t('whose')} options={[{ value: '1', label: t('mine') }]} />
        <p className="text-small text-quiet max-md:hidden">{t(choice.view === 'month' ? 'keysMonth' : 'keys')}{movable && <> {t('move.drag')}</>}</p>
      </div>
      {sessions.length === 0 && (
        <div className="mb-5 rounded-card border border-line bg-surface">
          <EmptyState icon={<CalendarX2 />} title={t('empty.title')} description={t('empty.hint')} action={<ButtonLink href="/cases?stage=planning">{t('empty.action')}</ButtonLink>} />
        </div>
      )}
      {schedule.leftOut > 0 && <Callout tone="warning" className="mb-4">{t('leftOut', { count: schedule.leftOut })}</Callout>}
      <MovableCalendar>
        <Views choice={choice} days={days} sessions={sessions} today={today} phone={phone} />
      </MovableCalendar>
    </>
  )
}

interface ViewsProps extends Pick<SchedulePageProps, 'choice' | 'today' | 'phone'> {
  readonly days: readonly string[]
  readonly sessions: readonly CalendarFacts[]
}

/** The stretch as a wide window shows it, or as a phone does: there the days stand below each other, and nothing is dragged. */
function Views({ choice, days, sessions, today, phone }: ViewsProps) {
  if (choice.view !== 'month') {
    return <ByWidth phone={phone} wide={<TimeGrid days={days} sessions={sessions} today={today} />} narrow={<Agenda days={days} sessions={sessions} today={today} />} />
  }
  const busy = days.filter((day) => monthOf(day) === monthOf(choice.date) && sessions.some(({ date }) => date === day))
  return (
    <>
      <MonthGrid choice={choice} days={days} sessions={sessions} today={today} />
      <ByWidth phone={phone} narrow={<div className="mt-5"><Agenda days={busy} sessions={sessions} today={today} /></div>} />
    </>
  )
}

async function Stretch({ choice, days, timeZone }: { readonly choice: ScheduleChoice; readonly days: readonly string[]; readonly timeZone: string }) {
  const t = await getTranslations('schedule')
  const [first, last] = [days[0], days.at(-1)]
  if (choice.view === 'month') return t('month', { month: Number(choice.date.slice(5, 7)), year: choice.date.slice(0, 4) })
  if (first === undefined || last === undefined) return null
  return (
    <>
      <Moment at={startOfDay(first, timeZone)} format={first === last ? 'day' : 'date'} />
      {first !== last && <> – <Moment at={startOfDay(last, timeZone)} format="date" /></>}
    </>
  )
}

async function Controls({ choice, links }: { readonly choice: ScheduleChoice; readonly links: Readonly<Record<'previous' | 'next' | 'today', string>> }) {
  const t = await getTranslations('schedule')
  return (
    <>
      <ButtonLink size="sm" href={meetingsPage} icon={<CalendarSync />}>{t('meetings')}</ButtonLink>
      <nav aria-label={t('view.label')} className="flex gap-1">
        {scheduleViews.map((view) => (
          <ButtonLink key={view} size="sm" variant={view === choice.view ? 'primary' : 'secondary'} aria-current={view === choice.view ? 'page' : undefined} href={scheduleHref({ ...choice, view })}>
            {t(`view.${view}`)}
          </ButtonLink>
        ))}
      </nav>
      <ButtonLink size="sm" href={links.previous} icon={<ChevronLeft />} aria-label={t(`previous.${choice.view}`)} className="aspect-square px-0" />
      <ButtonLink size="sm" href={links.today}>{t('today')}</ButtonLink>
      <ButtonLink size="sm" href={links.next} icon={<ChevronRight />} aria-label={t(`next.${choice.view}`)} className="aspect-square px-0" />
    </>
  )
}

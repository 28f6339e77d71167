import { CalendarSync, DoorOpen } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { writtenDate } from '#web/ui/written-date.ts'
import { CancelDialog, MoveDialog } from './day-dialogs.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import type { BookableCase, DayFacts, MeetingCard, MeetingsFacts } from './present-meetings.ts'
import { RoundDialog } from './round-dialog.tsx'

/** The meetings that return: their rule, their next days, and the way to change them. */
export async function MeetingsPage({ facts }: { readonly facts: MeetingsFacts }) {
  const t = await getTranslations('meetings')
  const plan = facts.mayPlan ? <PlanDialog people={facts.people} assets={facts.assets} today={facts.today} /> : undefined
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} back={{ href: '/schedule', label: t('back') }} {...(plan !== undefined && { actions: plan })} />
      {facts.meetings.length === 0
        ? <div className="rounded-card border border-line bg-surface"><EmptyState icon={<CalendarSync />} title={t('none')} description={t('noneHint')} /></div>
        : <div className="grid gap-5">{facts.meetings.map((meeting) => <MeetingSection key={meeting.id} meeting={meeting} bookable={facts.bookable} />)}</div>}
    </>
  )
}

interface SectionProps {
  readonly meeting: MeetingCard
  readonly bookable: readonly BookableCase[]
}

async function MeetingSection({ meeting, bookable }: SectionProps) {
  const t = await getTranslations('meetings')
  const rule = t(`ruleWords.${meeting.cadence}`, { weekday: t(`weekday.${meeting.weekday}`), place: t(`place.${meeting.place}`) })
  const about = [
    t('led', { name: meeting.chair }),
    t('expected', { count: meeting.expected }),
    meeting.guests.length === 0 ? t('onlyOwn') : t('with', { hospitals: meeting.guests.join(', ') }),
    ...(meeting.plannedBy === null ? [] : [t('of', { hospital: meeting.plannedBy })]),
  ]
  return (
    <Card
      icon={<CalendarSync />}
      title={meeting.title}
      description={<>{rule}, <span className="tabular">{meeting.startTime}</span> · {t('minutes', { minutes: meeting.durationMinutes })}{meeting.lastOn !== null && <> · {t('until', { date: writtenDate(meeting.lastOn) })}</>}</>}
    >
      <p className="text-dense text-quiet">{about.join(' · ')}</p>
      <h3 className="mt-4 mb-1 text-dense font-semibold">{t('next')}</h3>
      {meeting.next.length === 0 ? <p className="text-dense text-quiet">{t('noNext')}</p> : (
        <ul className="divide-y divide-line">
          {meeting.next.map((day) => <DayRow key={day.on} day={day} meeting={meeting} bookable={bookable} />)}
        </ul>
      )}
      {meeting.leftOut.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-2">
          {meeting.leftOut.map(({ date, holiday }) => <Badge key={date} tone="gold">{t('leftOut', { date: writtenDate(date), holiday: t(`holiday.${holiday}`) })}</Badge>)}
        </p>
      )}
    </Card>
  )
}

async function DayRow({ day, meeting, bookable }: SectionProps & { readonly day: DayFacts }) {
  const t = await getTranslations('meetings')
  const { round } = day
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-44 font-semibold first-letter:uppercase"><Moment at={day.startsAt} format="day" /></span>
      <span className="tabular text-quiet">{day.startTime} · {t('minutes', { minutes: day.durationMinutes })}</span>
      {day.place !== null && <span className="text-quiet">{day.place}</span>}
      {day.place === null && meeting.wantsPlace && <Badge tone="gold">{t('noPlace')}</Badge>}
      {day.date !== day.on && <Badge tone="slate">{t('movedFrom', { date: writtenDate(day.on) })}</Badge>}
      {day.holiday !== null && <Badge tone="gold">{t('keptOn', { holiday: t(`holiday.${day.holiday}`) })}</Badge>}
      {round !== null && <Badge tone="jade">{t(round.state === 'over' ? 'round.over' : 'round.count', { count: round.patients.length })}</Badge>}
      {round !== null && <ButtonLink size="sm" variant={round.state === 'standing' ? 'primary' : 'secondary'} icon={<DoorOpen />} href={`/rounds/${round.id}`}>{t(round.state === 'over' ? 'round.open' : 'round.enter')}</ButtonLink>}
      {meeting.mayChange && (
        <span className="ml-auto flex flex-wrap gap-1">
          {(round === null || round.state === 'ahead') && <RoundDialog meeting={meeting.id} day={day} bookable={bookable} />}
          <MoveDialog meeting={meeting.id} day={day} />
          <CancelDialog meeting={meeting.id} day={day} />
        </span>
      )}
    </li>
  )
}

'use client'

import Link from 'next/link'
import { useTimeZone, useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { caseLinks } from '#web/ui/case-links.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { useRowKeys } from '#web/ui/use-row-keys.ts'
import { startOfDay, toWallTime } from '#web/ui/zoned-time.ts'
import { hoursOf, layOutDay, type Placed } from './lay-out-day.ts'
import { isMeeting, meetingsPage, type CalendarFacts, type MeetingFacts, type SessionFacts } from './calendar-facts.ts'

interface WeekGridProps {
  readonly days: readonly string[]
  readonly sessions: readonly CalendarFacts[]
  readonly today: string
}

const stay = (): void => undefined
/** Height of an hour. */
const hourRem = 4
const rem = (minutes: number): string => `${(minutes / 60) * hourRem}rem`

/** Seven days beside each other, hours downwards; not on a phone, where the agenda stands instead. */
export function WeekGrid({ days, sessions, today }: WeekGridProps) {
  const t = useTranslations('schedule')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const { body, onKeyDown } = useRowKeys<HTMLDivElement>(stay)
  const { first, last } = hoursOf(sessions)
  const hours = Array.from({ length: last - first }, (_, index) => first + index)
  return (
    <div ref={body} onKeyDown={onKeyDown} role="group" aria-label={t('grid')} className="overflow-hidden rounded-card border border-line bg-surface">
      <div className="grid grid-cols-[3.5rem_repeat(7,minmax(0,1fr))] border-b border-line bg-sunken text-dense">
        <span />
        {days.map((day) => (
          <h2 key={day} className={classNames('border-l border-line px-2 py-2 first-letter:uppercase', day === today ? 'font-bold text-jade-ink' : 'font-medium text-quiet')}>
            <Moment at={startOfDay(day, timeZone)} format="day" />
          </h2>
        ))}
      </div>
      <div className="grid grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]">
        <div aria-hidden className="tabular text-small text-quiet">
          {hours.map((hour) => <div key={hour} className="pr-2 text-right" style={{ height: rem(60) }}><span className="relative -top-2">{hour === first ? '' : `${String(hour).padStart(2, '0')}:00`}</span></div>)}
        </div>
        {days.map((day) => (
          <div key={day} className={classNames('relative border-l border-line', day === today && 'bg-jade-wash/40')}>
            {hours.map((hour) => <div key={hour} aria-hidden className="border-b border-line last:border-b-0" style={{ height: rem(60) }} />)}
            {day === today && <NowLine first={first} last={last} timeZone={timeZone} />}
            {layOutDay(sessions.filter((one) => one.date === day)).map(({ session, ...place }) =>
              isMeeting(session)
                ? <MeetingBlock key={session.id} placed={{ ...place, session }} first={first} />
                : <Appointment key={session.id} placed={{ ...place, session }} first={first} />)}
          </div>
        ))}
      </div>
    </div>
  )
}

const edges = {
  emergency: 'border-l-emergency', urgent: 'border-l-urgent', priority: 'border-l-priority', routine: 'border-l-routine', 'ward-round': 'border-l-ward',
} as const

const block = 'absolute overflow-hidden rounded-tag border border-l-4 border-line-strong px-1.5 py-1 text-small hover:border-jade-ink hover:bg-jade-wash'

const placeOf = ({ session, lane, lanes }: Placed<CalendarFacts>, first: number): CSSProperties => ({
  top: rem(session.startMinute - first * 60),
  height: rem(Math.max(session.durationMinutes, 30)),
  left: `calc(${(lane / lanes) * 100}% + 2px)`,
  width: `calc(${100 / lanes}% - 4px)`,
})

function MeetingBlock({ placed, first }: { readonly placed: Placed<MeetingFacts>; readonly first: number }) {
  const t = useTranslations('schedule')
  const { session, lanes } = placed
  return (
    <Link data-row={session.id} href={meetingsPage} className={classNames(block, 'border-l-jade bg-jade-wash')} style={placeOf(placed, first)}>
      <Moment at={session.startsAt} format="time" className={classNames('tabular block font-semibold', lanes === 1 && 'xl:inline')} />{' '}
      <span className="font-semibold">{session.title}</span>
      <span className="sr-only">{t('meeting')}</span>
    </Link>
  )
}

function Appointment({ placed: { session, lane, lanes }, first }: { readonly placed: Placed<SessionFacts>; readonly first: number }) {
  const words = useTranslations('caseWords')
  const urgency = useTranslations('ui.urgency')
  const name = session.patient.name ?? words('unknownPatient')
  return (
    <Link
      data-row={session.id}
      href={caseLinks.page(session.id)}
      className={classNames(block, 'bg-surface', edges[session.urgency])}
      style={placeOf({ session, lane, lanes }, first)}
    >
      <Moment at={session.startsAt} format="time" className={classNames('tabular block font-semibold', lanes === 1 && 'xl:inline')} />{' '}
      <span className="tabular font-semibold whitespace-nowrap">{session.code}</span>
      <span className={lanes === 1 ? 'block break-normal max-xl:sr-only' : 'sr-only'}>{name}</span>
      <span className="sr-only">{`${urgency(session.urgency)}, ${words(`status.${session.status}`)}`}</span>
    </Link>
  )
}

function NowLine({ first, last, timeZone }: { readonly first: number; readonly last: number; readonly timeZone: string }) {
  const now = useNow()
  if (now === undefined) return null
  const [hours = 0, minutes = 0] = toWallTime(new Date(now), timeZone).time.split(':').map(Number)
  if (hours < first || hours >= last) return null
  return <div aria-hidden className="absolute inset-x-0 z-10 border-t-2 border-jade" style={{ top: rem((hours - first) * 60 + minutes) }} />
}

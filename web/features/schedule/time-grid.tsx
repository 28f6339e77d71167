'use client'

import { useTimeZone, useTranslations } from 'next-intl'
import { useState, type CSSProperties, type DragEvent, type ReactNode } from 'react'
import { caseLinks } from '#web/ui/case-links.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { useRowKeys } from '#web/ui/use-row-keys.ts'
import { startOfDay, toWallTime } from '#web/ui/zoned-time.ts'
import { snapped, writtenMinutes } from './clock-minutes.ts'
import { hoursOf, layOutDay, type Placed } from './lay-out-day.ts'
import { isMeeting, meetingsPage, urgencyEdges, type CalendarFacts, type MeetingFacts, type SessionFacts } from './calendar-facts.ts'
import { MoveButton } from './move-button.tsx'
import { useMoves } from './moves.tsx'

interface TimeGridProps {
  /** One, or seven. */
  readonly days: readonly string[]
  readonly sessions: readonly CalendarFacts[]
  readonly today: string
}

const stay = (): void => undefined
/** Height of an hour. */
const hourRem = 4
const rem = (minutes: number): string => `${(minutes / 60) * hourRem}rem`

/** A day, or seven beside each other, hours downwards; not on a phone, where the agenda stands instead. */
export function TimeGrid({ days, sessions, today }: TimeGridProps) {
  const t = useTranslations('schedule')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const { body, onKeyDown } = useRowKeys<HTMLDivElement>(stay)
  const { first, last } = hoursOf(sessions)
  const hours = Array.from({ length: last - first }, (_, index) => first + index)
  const columns = days.length === 1 ? 'grid-cols-[3.5rem_minmax(0,1fr)]' : 'grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]'
  return (
    <div ref={body} onKeyDown={onKeyDown} role="group" aria-label={t(days.length === 1 ? 'gridDay' : 'grid')} className="overflow-hidden rounded-card border border-line bg-surface">
      <div className={classNames('grid border-b border-line bg-sunken text-dense', columns)}>
        <span />
        {days.map((day) => (
          <h2 key={day} className={classNames('border-l border-line px-2 py-2 first-letter:uppercase', day === today ? 'font-bold text-jade-ink' : 'font-medium text-quiet')}>
            <Moment at={startOfDay(day, timeZone)} format="day" />
          </h2>
        ))}
      </div>
      <div className={classNames('grid', columns)}>
        <div aria-hidden className="tabular text-small text-quiet">
          {hours.map((hour) => <div key={hour} className="pr-2 text-right" style={{ height: rem(60) }}><span className="relative -top-2">{hour === first ? '' : `${String(hour).padStart(2, '0')}:00`}</span></div>)}
        </div>
        {days.map((day) => (
          <DayColumn key={day} day={day} first={first} hours={last - first} isToday={day === today}>
            {hours.map((hour) => <div key={hour} aria-hidden className="border-b border-line last:border-b-0" style={{ height: rem(60) }} />)}
            {day === today && <NowLine first={first} last={last} timeZone={timeZone} />}
            {layOutDay(sessions.filter((one) => one.date === day)).map(({ session, ...place }) =>
              isMeeting(session)
                ? <MeetingBlock key={session.id} placed={{ ...place, session }} first={first} />
                : <Appointment key={session.id} placed={{ ...place, session }} first={first} isWide={days.length === 1} />)}
          </DayColumn>
        ))}
      </div>
    </div>
  )
}

interface DayColumnProps {
  readonly day: string
  /** The first hour that is shown, and how many. */
  readonly first: number
  readonly hours: number
  readonly isToday: boolean
  readonly children: ReactNode
}

/** A day on which a dragged session may be put down: it shows where it would lie, in quarters of an hour. */
function DayColumn({ day, first, hours, isToday, children }: DayColumnProps) {
  const { dragged, grip, propose } = useMoves()
  const [over, setOver] = useState<number | null>(null)
  const minuteAt = (event: DragEvent<HTMLDivElement>): number => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return snapped(first * 60 + ((event.clientY - grip - top) / height) * hours * 60)
  }
  return (
    <div
      data-day={day}
      className={classNames('relative border-l border-line', isToday && 'bg-jade-wash/40')}
      onDragOver={(event) => {
        if (dragged === null) return
        event.preventDefault()
        setOver(minuteAt(event))
      }}
      onDragLeave={(event) => !(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) && setOver(null)}
      onDrop={(event) => {
        if (dragged === null) return
        event.preventDefault()
        setOver(null)
        const startMinute = minuteAt(event)
        if (dragged.date !== day || dragged.startMinute !== startMinute) propose(dragged, { date: day, startMinute })
      }}
    >
      {children}
      {dragged !== null && over !== null && (
        <div aria-hidden className="tabular pointer-events-none absolute inset-x-0.5 z-20 rounded-tag border-2 border-dashed border-jade-ink bg-jade-wash/80 px-1.5 text-small font-semibold" style={{ top: rem(over - first * 60), height: rem(Math.max(dragged.durationMinutes, 30)) }}>
          {writtenMinutes(over)}
        </div>
      )}
    </div>
  )
}

const block = 'overflow-hidden rounded-tag border border-l-4 border-line-strong px-1.5 py-1 text-small hover:border-jade-ink hover:bg-jade-wash'

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
    <Link data-row={session.id} href={meetingsPage} className={classNames(block, 'absolute border-l-jade bg-jade-wash')} style={placeOf(placed, first)}>
      <Moment at={session.startsAt} format="time" className={classNames('tabular block font-semibold', lanes === 1 && 'xl:inline')} />{' '}
      <span className="font-semibold">{session.title}</span>
      {session.place !== null && <span className={lanes === 1 ? 'block text-quiet' : 'sr-only'}>{session.place}</span>}
      <span className="sr-only">{t('meeting')}</span>
    </Link>
  )
}

interface AppointmentProps {
  readonly placed: Placed<SessionFacts>
  readonly first: number
  /** Whether the day has the whole width, so that there is room for who takes part. */
  readonly isWide: boolean
}

function Appointment({ placed: { session, lane, lanes }, first, isWide }: AppointmentProps) {
  const t = useTranslations('schedule')
  const words = useTranslations('caseWords')
  const urgency = useTranslations('ui.urgency')
  const { dragged, take, letGo } = useMoves()
  const name = session.patient.name ?? words('unknownPatient')
  return (
    <div
      className={classNames('group absolute', dragged?.id === session.id && 'opacity-50')}
      style={placeOf({ session, lane, lanes }, first)}
      draggable={session.movable}
      onDragStart={(event) => take(session, event)}
      onDragEnd={letGo}
    >
      <Link data-row={session.id} href={caseLinks.page(session.id)} draggable={false} className={classNames(block, 'block size-full bg-surface', urgencyEdges[session.urgency])}>
        <Moment at={session.startsAt} format="time" className={classNames('tabular block font-semibold', lanes === 1 && 'xl:inline')} />{' '}
        <span className="tabular font-semibold whitespace-nowrap">{session.code}</span>
        <span className={lanes === 1 ? 'block break-normal max-xl:sr-only' : 'sr-only'}>{name}</span>
        {session.place !== null && <span className={lanes === 1 ? 'block text-quiet' : 'sr-only'}>{session.place}</span>}
        {isWide && <span className="block truncate text-quiet">{t('between', { from: session.from, to: session.to })}{session.chair !== null && <> · {t('chair', { name: session.chair })}</>}</span>}
        <span className="sr-only">{`${urgency(session.urgency)}, ${words(`status.${session.status}`)}`}</span>
      </Link>
      {session.movable && <MoveButton session={session} className="absolute top-1 right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100" />}
    </div>
  )
}

function NowLine({ first, last, timeZone }: { readonly first: number; readonly last: number; readonly timeZone: string }) {
  const now = useNow()
  if (now === undefined) return null
  const [hours = 0, minutes = 0] = toWallTime(new Date(now), timeZone).time.split(':').map(Number)
  if (hours < first || hours >= last) return null
  return <div aria-hidden className="absolute inset-x-0 z-10 border-t-2 border-jade" style={{ top: rem((hours - first) * 60 + minutes) }} />
}

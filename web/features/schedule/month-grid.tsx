'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { formatMoment } from '#web/ui/format-moment.ts'
import { Link } from '#web/ui/link.tsx'
import { addDays, mondayOf, startOfDay } from '#web/ui/zoned-time.ts'
import type { CalendarFacts } from './calendar-facts.ts'
import { MonthEntry } from './month-entry.tsx'
import { useMoves } from './moves.tsx'
import { addMonths, monthOf, scheduleHref, type ScheduleChoice } from './schedule-choice.ts'

interface MonthGridProps {
  readonly choice: ScheduleChoice
  readonly days: readonly string[]
  readonly sessions: readonly CalendarFacts[]
  readonly today: string
}

/** Entries of a day that are shown before "thêm N". */
const shown = 3

/** The day that takes the focus once it is shown: another month is another page, and what a page's parts remember ends with it. */
const walking: { to: string | null } = { to: null }

/** Where a key leads from a day, or nowhere. */
function dayAfterKey(key: string, day: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return mondayOf(day)
    case 'End':
      return addDays(mondayOf(day), 6)
    case 'PageUp':
      return addMonths(day, -1)
    case 'PageDown':
      return addMonths(day, 1)
    default:
      return undefined
  }
}

/** The weeks of a month: how many sessions each day has and which come first; arrow keys walk through the days, Enter opens one. */
export function MonthGrid({ choice, days, sessions, today }: MonthGridProps) {
  const t = useTranslations('schedule')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const locale = useLocale()
  const { table, active, onKeyDown } = useDayKeys(choice, days)
  const weeks = days.filter((_, index) => index % 7 === 0).map((monday) => days.slice(days.indexOf(monday), days.indexOf(monday) + 7))
  const weekdayOf = (day: string): string => formatMoment(startOfDay(day, timeZone), 'day-time', { locale, timeZone }).split(' ')[0] ?? ''
  return (
    <table ref={table} role="grid" aria-label={t('gridMonth')} onKeyDown={onKeyDown} className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-card border border-line bg-surface">
      <thead className="bg-sunken text-dense text-quiet">
        <tr>
          {days.slice(0, 7).map((day) => <th key={day} scope="col" className="border-l border-line px-2 py-2 text-left font-medium first:border-l-0">{weekdayOf(day)}</th>)}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell key={day} day={day} choice={choice} isActive={day === active} isToday={day === today} sessions={sessions.filter((one) => one.date === day)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One day of the month has the focus's place; walking out of the shown weeks shows the next ones. */
function useDayKeys(choice: ScheduleChoice, days: readonly string[]) {
  const router = useRouter()
  const table = useRef<HTMLTableElement>(null)
  const [walked, setWalked] = useState<string>()
  const active = walked !== undefined && days.includes(walked) ? walked : choice.date
  useEffect(() => {
    if (walking.to !== active) return
    walking.to = null
    table.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus()
  }, [active])
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
    const day = event.target.closest<HTMLElement>('[data-day]')?.dataset['day']
    if (day === undefined) return
    if (event.key === 'Enter' && event.target.dataset['day'] !== undefined) router.push(scheduleHref({ ...choice, view: 'day', date: day }))
    const next = dayAfterKey(event.key, day)
    if (next === undefined) return
    event.preventDefault()
    walking.to = next
    setWalked(next)
    if (!days.includes(next) || monthOf(next) !== monthOf(choice.date)) router.push(scheduleHref({ ...choice, date: next }))
  }
  return { table, active, onKeyDown }
}

interface DayCellProps {
  readonly day: string
  readonly choice: ScheduleChoice
  readonly isActive: boolean
  readonly isToday: boolean
  readonly sessions: readonly CalendarFacts[]
}

/** A day: its number leads to the day's own page; a session that is put down on it keeps its hour. */
function DayCell({ day, choice, isActive, isToday, sessions }: DayCellProps) {
  const t = useTranslations('schedule')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const locale = useLocale()
  const { dragged, propose } = useMoves()
  const [isOver, setIsOver] = useState(false)
  const opens = scheduleHref({ ...choice, view: 'day', date: day })
  const isOutside = monthOf(day) !== monthOf(choice.date)
  const more = sessions.length - shown
  const tabIndex = isActive ? 0 : -1
  return (
    <td
      role="gridcell"
      data-day={day}
      tabIndex={tabIndex}
      aria-current={isToday ? 'date' : undefined}
      className={classNames(
        'h-16 border-t border-l border-line p-1 align-top first:border-l-0 focus-visible:-outline-offset-2 md:h-32', isOutside && 'bg-sunken', isToday && 'bg-jade-wash/40', dragged !== null && isOver && 'bg-jade-wash',
      )}
      onDragOver={(event) => {
        if (dragged === null) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={(event) => !(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) && setIsOver(false)}
      onDrop={(event) => {
        if (dragged === null) return
        event.preventDefault()
        setIsOver(false)
        if (dragged.date !== day) propose(dragged, { date: day, startMinute: dragged.startMinute })
      }}
    >
      <div className="flex items-baseline justify-between gap-1">
        <Link href={opens} tabIndex={tabIndex} className={classNames('tabular inline-flex size-6 items-center justify-center rounded-full text-dense hover:bg-jade-wash', isToday ? 'bg-jade font-bold text-on-jade hover:bg-jade-hover' : 'font-medium', isOutside && !isToday && 'text-quiet')}>
          {Number(day.slice(-2))}<span className="sr-only">{`, ${formatMoment(startOfDay(day, timeZone), 'day', { locale, timeZone })}, ${t('count', { count: sessions.length })}${t('openDay')}`}</span>
        </Link>
        {sessions.length > 0 && <span aria-hidden className="tabular rounded-full px-1.5 text-small font-semibold text-quiet max-md:bg-jade-wash max-md:text-jade-ink">{sessions.length}</span>}
      </div>
      <ul className="mt-0.5 grid gap-0.5 max-md:hidden">
        {sessions.slice(0, shown).map((one) => <MonthEntry key={one.id} one={one} tabIndex={tabIndex} />)}
      </ul>
      {more > 0 && <Link href={opens} tabIndex={tabIndex} className="mt-0.5 block rounded-tag px-1 text-small font-medium text-jade-ink hover:underline max-md:hidden">{t('more', { count: more })}</Link>}
    </td>
  )
}

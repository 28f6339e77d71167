import type { Slot } from '#core/case/session-conflicts.ts'
import { addDays, mondayOf, startOfDay } from '#web/ui/zoned-time.ts'

export const scheduleViews = ['day', 'week', 'month'] as const
export type ScheduleView = (typeof scheduleViews)[number]

/** Which stretch of the calendar is shown, and whose sessions; as it stands in the address. */
export interface ScheduleChoice {
  readonly view: ScheduleView
  /** `yyyy-mm-dd`, a day of the stretch. */
  readonly date: string
  readonly mine: boolean
}

type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads the address; today's week where it says nothing. */
export function readScheduleChoice(params: SearchParams, today: string): ScheduleChoice {
  const date = params['date']
  return {
    view: scheduleViews.find((view) => view === params['view']) ?? 'week',
    date: typeof date === 'string' && isDate(date) ? date : today,
    mine: params['mine'] === '1',
  }
}

/** A date that exists: the calendar gives the same day back. */
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text

/** The address of a choice. */
export function scheduleHref({ view, date, mine }: ScheduleChoice): string {
  const params = new URLSearchParams({ view, date, ...(mine && { mine: '1' }) })
  return `/schedule?${params.toString()}`
}

/** The month of a day, `yyyy-mm`. */
export const monthOf = (date: string): string => date.slice(0, 'yyyy-mm'.length)

/** The same day of another month, or its last one where it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`
  const sameDay = addDays(first, day - 1)
  return monthOf(sameDay) === monthOf(first) ? sameDay : addDays(`${monthOf(sameDay)}-01`, -1)
}

const daysFrom = (first: string, count: number): readonly string[] => Array.from({ length: count }, (_, offset) => addDays(first, offset))

/** The whole weeks of the day's month, from Monday on. */
function weeksOfMonth(date: string): readonly string[] {
  const first = mondayOf(`${monthOf(date)}-01`)
  const next = addMonths(`${monthOf(date)}-01`, 1)
  const mondays = daysFrom(first, 42).filter((day, index) => index % 7 === 0 && day < next)
  return mondays.flatMap((monday) => daysFrom(monday, 7))
}

/** The days that are shown. */
export function daysOf({ view, date }: ScheduleChoice): readonly string[] {
  switch (view) {
    case 'day':
      return [date]
    case 'week':
      return daysFrom(mondayOf(date), 7)
    case 'month':
      return weeksOfMonth(date)
  }
}

/** The moments between the first and the last day shown. */
export function windowOf(choice: ScheduleChoice, timeZone: string): Slot {
  const days = daysOf(choice)
  const last = days.at(-1) ?? choice.date
  return { from: startOfDay(days[0] ?? choice.date, timeZone), until: startOfDay(addDays(last, 1), timeZone) }
}

/** The stretch before or after. */
export const step = (choice: ScheduleChoice, direction: 1 | -1): ScheduleChoice => ({
  ...choice,
  date: choice.view === 'month' ? addMonths(choice.date, direction) : addDays(choice.date, direction * (choice.view === 'week' ? 7 : 1)),
})

import type { Slot } from '#core/case/session-conflicts.ts'
import { addDays, mondayOf, startOfDay } from '#web/ui/zoned-time.ts'

export const scheduleViews = ['day', 'week'] as const
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
    view: params['view'] === 'day' ? 'day' : 'week',
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

/** The days that are shown. */
export function daysOf({ view, date }: ScheduleChoice): readonly string[] {
  if (view === 'day') return [date]
  const monday = mondayOf(date)
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(monday, offset))
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
  date: addDays(choice.date, direction * (choice.view === 'week' ? 7 : 1)),
})

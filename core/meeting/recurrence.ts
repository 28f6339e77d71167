import type { PlainDate } from '#core/record/patient.ts'

export const cadences = ['weekly', 'fortnightly', 'monthly'] as const
export type Cadence = (typeof cadences)[number]

/** On which days a meeting returns: always the weekday of its first day; monthly, the same one of its month ("the second Thursday"). */
export interface Rule {
  readonly cadence: Cadence
  readonly startsOn: PlainDate
  /** The last day on which it may be held; null while no end is set. */
  readonly lastOn: PlainDate | null
}

/** A stretch of days, half-open. */
export interface Days {
  readonly from: PlainDate
  readonly until: PlainDate
}

const dayMs = 86_400_000
const timeOf = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`)
const dateAt = (time: number): PlainDate => new Date(time).toISOString().slice(0, 10)

/** The date so many days later, or earlier. */
export const plusDays = (date: PlainDate, days: number): PlainDate => dateAt(timeOf(date) + days * dayMs)

/** The weekday, 0 for Sunday. */
export const weekdayOf = (date: PlainDate): number => new Date(timeOf(date)).getUTCDay()

/** Which of its month's weekdays a date is, 1 to 4; a fifth one counts as the last. */
export function placeInMonth(date: PlainDate): 1 | 2 | 3 | 4 | 'last' {
  const place = Math.ceil(Number(date.slice(8)) / 7)
  return place === 1 || place === 2 || place === 3 || place === 4 ? place : 'last'
}

/** Whether a date exists: the calendar gives the same one back. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(timeOf(text)) && dateAt(timeOf(text)) === text

/** The days of the stretch on which the rule holds the meeting, earliest first. */
export function datesOf(rule: Rule, { from, until }: Days): readonly PlainDate[] {
  const within = (date: PlainDate): boolean => date >= rule.startsOn && date >= from && date < until && (rule.lastOn === null || date <= rule.lastOn)
  return (rule.cadence === 'monthly' ? monthly(rule.startsOn, { from, until }) : everySoManyDays(rule, { from, until })).filter(within)
}

function everySoManyDays({ cadence, startsOn }: Rule, { from, until }: Days): readonly PlainDate[] {
  const step = (cadence === 'weekly' ? 7 : 14) * dayMs
  const begin = timeOf(startsOn)
  const dates: PlainDate[] = []
  for (let time = begin + Math.max(0, Math.ceil((timeOf(from) - begin) / step)) * step; time < timeOf(until); time += step) dates.push(dateAt(time))
  return dates
}

function monthly(startsOn: PlainDate, { from, until }: Days): readonly PlainDate[] {
  const [weekday, place] = [weekdayOf(startsOn), placeInMonth(startsOn)]
  const first = startsOn > from ? startsOn : from
  const dates: PlainDate[] = []
  for (let month = new Date(`${first.slice(0, 7)}-01T00:00:00Z`); dateAt(month.getTime()) < until; month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))) {
    dates.push(weekdayInMonth(month, weekday, place))
  }
  return dates
}

function weekdayInMonth(month: Date, weekday: number, place: ReturnType<typeof placeInMonth>): PlainDate {
  if (place === 'last') {
    const end = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)
    return dateAt(end - ((new Date(end).getUTCDay() - weekday + 7) % 7) * dayMs)
  }
  return dateAt(month.getTime() + (((weekday - month.getUTCDay() + 7) % 7) + (place - 1) * 7) * dayMs)
}

import type { ActivitySide } from '#core/activity/view-activity.ts'
import type { ActivityWindow } from '#core/activity/activity-fact.ts'
import { startOfDay } from '#web/ui/zoned-time.ts'

const monthsOf = { month: 1, quarter: 3, year: 12 } as const
export const periods = ['month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]
export const sides = ['advising', 'asking'] as const

/** Which stretch of time is reported, and from which side; as it stands in the address. */
export interface ActivityChoice {
  readonly period: Period
  readonly year: number
  /** First month of the stretch, 1 to 12. */
  readonly month: number
  readonly side: ActivitySide
}

type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

const earliestYear = 2000
const monthsInYear = 12

/** The first month of the stretch that holds the month. */
const aligned = (period: Period, month: number): number => month - ((month - 1) % monthsOf[period])

/** Reads the address; this year of one's own advice where it says nothing. */
export function readActivityChoice(params: SearchParams, today: string): ActivityChoice {
  const period = periods.find((one) => one === params['period']) ?? 'year'
  const asked = typeof params['from'] === 'string' ? params['from'] : ''
  const [year = 0, month = 0] = (/^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today).split('-').map(Number)
  return { period, year: Math.max(year, earliestYear), month: aligned(period, month), side: params['side'] === 'asking' ? 'asking' : 'advising' }
}

/** The choice moved by so many stretches. */
export function shifted(choice: ActivityChoice, steps: number): ActivityChoice {
  const index = choice.year * monthsInYear + choice.month - 1 + steps * monthsOf[choice.period]
  return { ...choice, year: Math.floor(index / monthsInYear), month: (index % monthsInYear) + 1 }
}

const monthName = ({ year, month }: Pick<ActivityChoice, 'year' | 'month'>): string => `${year}-${String(month).padStart(2, '0')}`

/** The months of the stretch as `yyyy-mm`, in order. */
export const monthsIn = (choice: ActivityChoice): readonly string[] =>
  Array.from({ length: monthsOf[choice.period] }, (_, index) => monthName(shifted({ ...choice, period: 'month' }, index)))

/** The stretch between two midnights of the hospital's wall. */
export const windowOf = (choice: ActivityChoice, timeZone: string): ActivityWindow => ({
  from: startOfDay(`${monthName(choice)}-01`, timeZone),
  until: startOfDay(`${monthName(shifted(choice, 1))}-01`, timeZone),
})

/** The address of a choice below `path`. */
export const addressOf = (choice: ActivityChoice, path = '/reports'): string =>
  `${path}?${new URLSearchParams({ period: choice.period, from: monthName(choice), side: choice.side }).toString()}`

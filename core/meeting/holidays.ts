import type { PlainDate } from '#core/record/patient.ts'
import { lunarDateOf } from './lunar-calendar.ts'
import { plusDays } from './recurrence.ts'

export const holidays = ['new-year', 'tet', 'hung-kings', 'reunification', 'labour', 'national'] as const
export type Holiday = (typeof holidays)[number]

const fixed: Readonly<Partial<Record<string, Holiday>>> = { '01-01': 'new-year', '04-30': 'reunification', '05-01': 'labour', '09-02': 'national' }

/**
 * The public holiday on a day, or null (Bộ luật Lao động 2019, Điều 112). Which day before or after Tết and the National Day is free as
 * well, the government says anew each year: Tết counts from its eve to the fourth day, the National Day alone.
 */
export function holidayOn(date: PlainDate): Holiday | null {
  const named = fixed[date.slice(5)]
  if (named !== undefined) return named
  const { day, month, leap } = lunarDateOf(date)
  if (month === 1 && day <= 4 && !leap) return 'tet'
  if (month === 3 && day === 10 && !leap) return 'hung-kings'
  const tomorrow = lunarDateOf(plusDays(date, 1))
  return tomorrow.month === 1 && tomorrow.day === 1 && !tomorrow.leap ? 'tet' : null
}

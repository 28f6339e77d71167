import { TZDate } from '@date-fns/tz'

/** A day and a time as the viewer's wall shows them: `yyyy-mm-dd` and `HH:mm`, what date and time inputs hold. */
export interface WallTime {
  readonly date: string
  readonly time: string
}

const two = (value: number): string => String(value).padStart(2, '0')
const dateOf = (at: TZDate): string => `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** What the wall shows at a moment. */
export function toWallTime(at: Date, timeZone: string): WallTime {
  const local = new TZDate(at, timeZone)
  return { date: dateOf(local), time: `${two(local.getHours())}:${two(local.getMinutes())}` }
}

/** The hour of the day that the wall shows, 0 to 23. */
export const hourIn = (at: Date, timeZone: string): number => new TZDate(at, timeZone).getHours()

/** The moment when the wall shows this, or null while the inputs are not filled. */
export function fromWallTime({ date, time }: WallTime, timeZone: string): Date | null {
  const [year, month, day] = /^\d{4}-\d{2}-\d{2}$/.test(date) ? date.split('-').map(Number) : []
  const [hours, minutes] = /^\d{2}:\d{2}/.test(time) ? time.split(':').map(Number) : []
  if (year === undefined || month === undefined || day === undefined || hours === undefined || minutes === undefined) return null
  return new Date(new TZDate(year, month - 1, day, hours, minutes, timeZone).getTime())
}

/** A time as people type it ("8", "830", "8h30", "08:30") written as `HH:mm`, or null when it is none. */
export function readTime(typed: string): string | null {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})\s*[:hg.]?\s*(\d{2})?\s*$/i.exec(typed) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${two(Number(hours))}:${two(Number(minutes))}`
}

/** The first moment of a day, `yyyy-mm-dd`. */
export const startOfDay = (date: string, timeZone: string): Date => fromWallTime({ date, time: '00:00' }, timeZone) ?? new Date(NaN)

/** The day so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  return dateOf(new TZDate(year, month - 1, day + days, 'UTC'))
}

/** The Monday of the day's week. */
export function mondayOf(date: string): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  return addDays(date, -((new TZDate(year, month - 1, day, 'UTC').getDay() + 6) % 7))
}

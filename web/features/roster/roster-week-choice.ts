import type { Window } from '#core/directory/duty.ts'
import { addDays, mondayOf, startOfDay, toWallTime } from '#web/ui/zoned-time.ts'

/** The week of an address, this week where it says none; the window reaches to now, so that who is on duty is always in it. */
export function weekOf(asked: unknown, now: Date, timeZone: string): { readonly monday: string; readonly window: Window } {
  const named = typeof asked === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asked) && addDays(asked, 0) === asked
  const monday = mondayOf(named ? asked : toWallTime(now, timeZone).date)
  const from = startOfDay(monday, timeZone)
  const until = startOfDay(addDays(monday, 7), timeZone)
  return { monday, window: { from: new Date(Math.min(from.getTime(), now.getTime())), until: new Date(Math.max(until.getTime(), now.getTime() + 1)) } }
}

import { addDays, fromWallTime, toWallTime, type WallTime } from '#web/ui/zoned-time.ts'
import type { DeskFacts } from './present-desk.ts'

/** When the session starts: at the moment the button is pressed, or at a chosen time. */
export type StartChoice = { readonly mode: 'now' } | ({ readonly mode: 'at' } & WallTime)

export interface QuickStart {
  readonly id: 'now' | 'suggestion' | 'inHour' | 'morning' | 'afternoon' | 'tomorrow'
  readonly choice: StartChoice
}

const at = (moment: Date, timeZone: string): StartChoice => ({ mode: 'at', ...toWallTime(moment, timeZone) })
const quarter = 15 * 60_000
const roundUp = (moment: Date): Date => new Date(Math.ceil(moment.getTime() / quarter) * quarter)

/** Starts that are one press away; those that have passed are left out. */
export function quickStarts(now: Date, suggestedStart: Date, timeZone: string): readonly QuickStart[] {
  const today = toWallTime(now, timeZone).date
  const morning: StartChoice = { mode: 'at', date: today, time: '08:00' }
  const afternoon: StartChoice = { mode: 'at', date: today, time: '14:00' }
  const isLater = (choice: StartChoice): boolean => (startOf(choice, now, timeZone)?.getTime() ?? 0) > now.getTime()
  return [
    { id: 'now', choice: { mode: 'now' } },
    ...(suggestedStart.getTime() - now.getTime() > 60_000 ? [{ id: 'suggestion' as const, choice: at(suggestedStart, timeZone) }] : []),
    { id: 'inHour', choice: at(roundUp(new Date(now.getTime() + 3_600_000)), timeZone) },
    ...(isLater(morning) ? [{ id: 'morning' as const, choice: morning }] : []),
    ...(isLater(afternoon) ? [{ id: 'afternoon' as const, choice: afternoon }] : []),
    { id: 'tomorrow', choice: { mode: 'at', date: addDays(today, 1), time: '08:00' } },
  ]
}

/** The moment that a choice means, or null while it is not filled. */
export const startOf = (choice: StartChoice, now: Date, timeZone: string): Date | null =>
  choice.mode === 'now' ? now : fromWallTime(choice, timeZone)

/** What the form begins with: the booked time, now for an emergency, else the suggested time. */
export function firstChoice(desk: Pick<DeskFacts, 'session' | 'startsNow' | 'suggestedStart'>, timeZone: string): StartChoice {
  if (desk.session !== null) return at(new Date(desk.session.startsAt), timeZone)
  return desk.startsNow ? { mode: 'now' } : at(new Date(desk.suggestedStart), timeZone)
}

/** What is wrong with a choice; the words are in the messages under `coordination.when`. */
export function startProblem(choice: StartChoice, now: Date, timeZone: string): 'missing' | 'past' | undefined {
  const start = startOf(choice, now, timeZone)
  if (start === null) return 'missing'
  return choice.mode === 'at' && start.getTime() < now.getTime() - 60_000 ? 'past' : undefined
}

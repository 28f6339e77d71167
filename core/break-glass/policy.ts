import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'

/** For how long a case stays open to whoever broke its glass, in milliseconds; the database says the same. */
export const glassOpenMs = 3 * 3_600_000

/** Reasons shorter than this say nothing to whoever reviews them. */
export const shortestReason = 15

/** Doctors and coordinators may open in need what is not theirs; nurses, administrators and auditors may not. */
export const mayBreakGlass = (actor: Actor): boolean => actor.roles.includes('doctor') || isCoordinator(actor)

const vietnamMs = 7 * 3_600_000
const dayMs = 24 * 3_600_000
const workingDays = 3

/** Until when an opening is to be reviewed: the end of the third working day in Vietnam after it. */
export function reviewDueAt(openedAt: Date): Date {
  let day = Math.floor((openedAt.getTime() + vietnamMs) / dayMs)
  for (let counted = 0; counted < workingDays;) {
    day += 1
    // 1 January 1970 was a Thursday: 0 is Sunday.
    const weekday = (day + 4) % 7
    if (weekday !== 0 && weekday !== 6) counted += 1
  }
  return new Date((day + 1) * dayMs - vietnamMs)
}

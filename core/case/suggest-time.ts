import type { Urgency } from './urgency.ts'

const minute = 60_000
const quarter = 15 * minute

/** How far ahead a session of this urgency is first proposed, in minutes; well within the allowed wait. */
const leadMinutes: Readonly<Record<Urgency, number>> = { emergency: 0, urgent: 15, priority: 120, routine: 24 * 60, 'ward-round': 24 * 60 }

/** How long a session is booked for when nobody says otherwise, in minutes. */
export const usualDuration: Readonly<Record<Urgency, number>> = { emergency: 60, urgent: 45, priority: 45, routine: 45, 'ward-round': 60 }

/** The hour of the day at the hospital, 0 to 23. */
export type HourOfDay = (at: Date) => number

const isWorkingHour = (hour: number): boolean => hour >= 7 && hour < 17

/** What the proposal depends on. */
export interface Appointment {
  readonly urgency: Urgency
  readonly now: Date
  /** By when the parties must be connected, or null where an appointment decides. */
  readonly connectBy: Date | null
}

/**
 * The start that is proposed first: now for an emergency and where the deadline leaves no other choice, else the next quarter of an hour that leaves people time to come. What can wait
 * until the working day is not proposed for the night.
 */
export function suggestStart({ urgency, now, connectBy }: Appointment, hourOf: HourOfDay): Date {
  if (leadMinutes[urgency] === 0) return now
  let start = new Date(Math.ceil((now.getTime() + leadMinutes[urgency] * minute) / quarter) * quarter)
  if (connectBy !== null && start > connectBy) return now
  if (urgency === 'urgent') return start
  while (!isWorkingHour(hourOf(start))) start = new Date(start.getTime() + quarter)
  return start
}

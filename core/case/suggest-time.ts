import type { Urgency } from './urgency.ts'

const minute = 60_000

/** How far ahead a session of this urgency is first proposed, in minutes: half of the allowed wait, an appointment a day ahead. */
const leadMinutes: Readonly<Record<Urgency, number>> = { emergency: 0, urgent: 15, priority: 120, routine: 24 * 60, 'ward-round': 24 * 60 }

/** How long a session is booked for when nobody says otherwise, in minutes. */
export const usualDuration: Readonly<Record<Urgency, number>> = { emergency: 60, urgent: 45, priority: 45, routine: 45, 'ward-round': 60 }

/** The start that is proposed first: now for an emergency, else the next quarter of an hour that leaves people time to come. */
export function suggestStart(urgency: Urgency, now: Date): Date {
  if (leadMinutes[urgency] === 0) return now
  const quarter = 15 * minute
  return new Date(Math.ceil((now.getTime() + leadMinutes[urgency] * minute) / quarter) * quarter)
}

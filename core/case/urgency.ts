/** How soon the parties must be connected. */
export const urgencies = ['emergency', 'urgent', 'priority', 'routine', 'ward-round'] as const
export type Urgency = (typeof urgencies)[number]

const minute = 60_000

/** Time allowed from submission to "connected", in milliseconds; null where an appointment decides. */
export const allowedWait: Readonly<Record<Urgency, number | null>> = {
  emergency: 5 * minute,
  urgent: 60 * minute,
  priority: 24 * 60 * minute,
  routine: null,
  'ward-round': null,
}

/** The moment by which the case should be connected, or null where an appointment decides. */
export function connectBy(urgency: Urgency, submittedAt: Date): Date | null {
  const wait = allowedWait[urgency]
  return wait === null ? null : new Date(submittedAt.getTime() + wait)
}

import type { CaseStatus } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'

/** Where meetings that return are planned and changed. */
export const meetingsPage = '/schedule/meetings'

/** One appointment as the calendar shows it. */
export interface SessionFacts {
  readonly id: string
  readonly code: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly patient: PatientFacts
  readonly from: string
  readonly to: string
  /** `yyyy-mm-dd` and minutes after midnight on the viewer's wall. */
  readonly date: string
  readonly startMinute: number
  readonly durationMinutes: number
  readonly startsAt: string
  readonly chair: string | null
  /** Where it takes place, at the viewer's hospital first; null where no room is reserved. */
  readonly place: string | null
  readonly replies: { readonly accepted: number; readonly invited: number }
  /** Whether the viewer may give it another time: whoever coordinates the case, until its door opens. */
  readonly movable: boolean
}

/** A day and a time at which a session would lie. */
export type Landing = Pick<SessionFacts, 'date' | 'startMinute'>

/** One day of a meeting that returns, as the calendar shows it. */
export interface MeetingFacts {
  readonly id: string
  readonly title: string
  readonly date: string
  readonly startMinute: number
  readonly durationMinutes: number
  readonly startsAt: string
  readonly chair: string | null
  /** Where it takes place, at the viewer's hospital first; null where no room is reserved. */
  readonly place: string | null
  readonly hospitals: readonly string[]
}

/** Whatever has a place in the calendar. */
export type CalendarFacts = SessionFacts | MeetingFacts

/** Whether it is a day of a meeting that returns. */
export const isMeeting = (one: CalendarFacts): one is MeetingFacts => 'title' in one

/** The colour at the left edge of a session, besides the word that says its urgency. */
export const urgencyEdges = {
  emergency: 'border-l-emergency', urgent: 'border-l-urgent', priority: 'border-l-priority', routine: 'border-l-routine', 'ward-round': 'border-l-ward',
} as const satisfies Readonly<Record<Urgency, string>>

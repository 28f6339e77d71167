import type { NoticeKind } from '#core/case/notice.ts'
import { allowedWait } from '#core/case/urgency.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { SessionId } from '#core/shared/ids.ts'

/** A case's session as a calendar program may know it: code, hospitals and time, never a patient. */
export interface Appointment {
  readonly session: SessionId
  readonly caseCode: string
  /** Short names of the hospital that asks and of the one that advises. */
  readonly asking: string
  readonly advising: string
  readonly startsAt: Date
  readonly durationMinutes: number
  /** The case's: raised by every change, so that a calendar program takes the newer one. */
  readonly revision: number
  readonly state: 'booked' | 'cancelled'
  /** What the recipient's own hospital has reserved for it: "Phòng hội chẩn tầng 3"; null where nothing. */
  readonly place: string | null
}

/** What a notice about a case is about. */
export interface Occasion {
  readonly urgency: Urgency
  /** Null where no session is booked, where it has begun, and for whoever declined. */
  readonly appointment: Appointment | null
}

/** Notices that set, change or end a time. */
const timely: readonly NoticeKind[] = ['invitation.received', 'session.scheduled', 'session.placed', 'case.cancelled']
/** Notices that set, change or end the hours of a meeting. */
const ofHours: readonly NoticeKind[] = ['meeting.planned', 'meeting.changed', 'meeting.cancelled']
/** Notices that are about now, or about a meeting, whose next day may be today. */
const immediate: readonly NoticeKind[] = [
  'handover.offered', 'handover.received', 'session.opened', 'session.line-check', 'minutes.damaged', 'glass.broken', 'asset.lost', ...ofHours, 'meeting.room-lost', 'round.planned', 'round.changed',
]

/** Whether the meeting that a notice is about goes along for the recipient's calendar. */
export const tellsHours = (kind: NoticeKind): boolean => ofHours.includes(kind)

/** The appointment that goes along with a notice, or null; for whoever was left out it is called off. */
export function appointmentOf(kind: NoticeKind, occasion: Occasion | null): Appointment | null {
  const appointment = occasion?.appointment ?? null
  if (kind === 'invitation.withdrawn') return appointment === null ? null : { ...appointment, state: 'cancelled' }
  return timely.includes(kind) ? appointment : null
}

/** What is never put off to a digest: whatever is about now, about a case whose wait is counted, or about a time that changes. */
export const isPressing = (kind: NoticeKind, occasion: Occasion | null): boolean =>
  immediate.includes(kind) || (occasion !== null && allowedWait[occasion.urgency] !== null) || appointmentOf(kind, occasion) !== null

import type { MeetingId } from '#core/meeting/meeting.ts'
import type { CaseId, NoticeId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** What a person is told about a case, or about what waits at a hospital; the words are made where they are shown, so no notice carries patient data. */
export const noticeKinds = [
  'case.submitted', 'case.needs-info', 'case.answered', 'case.rejected', 'case.cancelled', 'invitation.received', 'invitation.withdrawn',
  'handover.offered', 'handover.received', 'handover.taken', 'handover.declined',
  'invitation.accepted', 'invitation.declined', 'session.scheduled', 'session.placed', 'asset.lost', 'session.opened', 'session.line-check', 'minutes.to-sign', 'minutes.returned', 'minutes.filed',
  'advice.decided', 'outcome.due', 'outcome.overdue', 'outcome.reported',
  'minutes.damaged', 'minutes.reminder', 'minutes.overdue', 'filing.dead', 'glass.broken', 'refused.waiting',
  'meeting.planned', 'meeting.changed', 'meeting.cancelled', 'meeting.room-lost', 'round.planned', 'round.changed',
  'account.password-link', 'account.factors-reset', 'link.proposed', 'link.answered', 'link.ended', 'link.ending',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export interface Notice {
  readonly id: NoticeId
  readonly recipient: PractitionerId
  readonly kind: NoticeKind
  /** Null where it is about the hospital and no case. */
  readonly case: CaseId | null
  /** The hospital that it is about, where it is about no case. */
  readonly organization?: OrganizationId
  /** The meeting of that hospital that it is about. */
  readonly meeting?: MeetingId
  readonly at: Date
  readonly readAt: Date | null
}

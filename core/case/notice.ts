import type { CaseId, NoticeId, PractitionerId } from '#core/shared/ids.ts'

/** What a person is told about a case; the words are made where they are shown, so no notice carries patient data. */
export const noticeKinds = [
  'case.submitted', 'case.needs-info', 'case.answered', 'case.rejected', 'case.cancelled', 'invitation.received',
  'invitation.accepted', 'invitation.declined', 'session.scheduled', 'session.opened', 'session.line-check', 'minutes.to-sign', 'minutes.returned', 'minutes.filed',
  'advice.decided', 'outcome.due', 'outcome.overdue', 'outcome.reported',
  'minutes.damaged', 'minutes.reminder', 'minutes.overdue', 'filing.dead', 'glass.broken',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export interface Notice {
  readonly id: NoticeId
  readonly recipient: PractitionerId
  readonly kind: NoticeKind
  readonly case: CaseId
  readonly at: Date
  readonly readAt: Date | null
}

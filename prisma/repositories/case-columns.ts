import type { ConsultCase, Handover, TeamMember } from '#core/case/case.ts'
import type { LegalBasis } from '#core/record/legal-basis.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toOptionalDate } from './plain-date.ts'

/** The columns that never change after a case was opened. */
export const identityColumns = (one: ConsultCase) => ({
  id: one.id,
  requestingOrganizationId: one.requestingOrganization,
  patientId: one.patient,
  createdAt: one.createdAt,
})

/** The columns that a state carries; what it does not mention stays as an earlier state left it. */
export const stateColumns = (one: ConsultCase) => ({
  status: one.status,
  // A draft may still be addressed to another hub, which gives it a new code; the database keeps both once it is sent.
  code: one.code,
  consultingOrganizationId: one.consultingOrganization,
  subjectName: one.subject.name,
  subjectBirthDate: toOptionalDate(one.subject.birthDate),
  subjectSex: one.subject.sex,
  ...(one.masked === undefined ? {} : { identityMasked: one.masked }),
  requesterId: one.requester,
  clockAt: 'submittedAt' in one ? one.submittedAt : one.createdAt,
  ...requestColumns(one),
  ...progressColumns(one),
  ...endingColumns(one),
})

const requestColumns = ({ request }: ConsultCase) => ({
  kind: request.kind,
  urgency: request.urgency,
  specialty: request.specialty,
  questions: request.questions.map(({ id, text }) => ({ id, text })),
  course: request.course,
  currentCondition: request.currentCondition,
  provisionalDiagnosis: request.provisionalDiagnosis,
  snapshotSelection: request.selection === undefined ? Prisma.DbNull : selectionColumn(request.selection),
})

const selectionColumn = ({ excluded, released }: SnapshotSelection) => ({
  excluded: [...excluded],
  released: released.map(({ item, reason }) => ({ item, reason })),
})

const progressColumns = (one: ConsultCase) => ({
  ...('legalBasis' in one ? basisColumns(one.legalBasis) : {}),
  ...('snapshot' in one ? { snapshotId: one.snapshot } : {}),
  ...('submittedAt' in one ? { submittedAt: one.submittedAt } : {}),
  ...('coordinator' in one ? { coordinatorId: one.coordinator, ...handoverColumns(one.handover) } : {}),
  ...(one.status === 'needs-info' ? { askText: one.ask.text, askedAt: one.ask.askedAt } : {}),
  ...('assignedAt' in one ? { assignedAt: one.assignedAt } : {}),
  ...(one.status === 'lobby' ? { lobbyOpenedAt: one.lobbyOpenedAt } : {}),
  ...(one.status === 'interrupted' ? { interruptedAt: one.interruptedAt } : {}),
})

const handoverColumns = (handover: Handover | undefined) => ({
  handoverById: handover?.by ?? null, handoverToId: handover?.to ?? null, handoverNote: handover?.note ?? null, handoverAt: handover?.at ?? null,
})

const endingColumns = (one: ConsultCase) => ({
  ...(one.status === 'rejected'
    ? { rejectionReason: one.rejection.reason, rejectionSuggestion: one.rejection.suggestion, rejectedAt: one.rejection.at }
    : {}),
  ...('filing' in one ? { filedDocument: one.filing.document, filedAt: one.filing.filedAt, filingReceipt: one.filing.receipt } : {}),
  ...('decision' in one
    ? { decisionAgreed: one.decision.agreed, decisionReason: one.decision.reason, decisionAt: one.decision.recordedAt }
    : {}),
  ...(one.status === 'closed'
    ? {
        outcomeFollowed: one.outcome.followed,
        outcomeReason: one.outcome.reason,
        outcomeResult: one.outcome.result,
        outcomeTransfer: one.outcome.transfer ?? null,
        outcomeAt: one.outcome.recordedAt,
      }
    : {}),
  ...(one.status === 'cancelled'
    ? { cancellationReason: one.cancellation.reason, cancelledAt: one.cancellation.at, cancelledById: one.cancellation.by }
    : {}),
})

const basisColumns = (basis: LegalBasis | null) => ({
  legalBasisKind: basis?.kind ?? null,
  legalBasisText: basis === null ? null : groundText(basis),
  legalBasisById: basis?.recordedBy ?? null,
  legalBasisAt: basis?.recordedAt ?? null,
})

function groundText(basis: LegalBasis): string {
  switch (basis.kind) {
    case 'written-request':
      return basis.evidence
    case 'emergency':
      return basis.reason
    case 'other':
      return basis.name
  }
}

/** The row of a team member, in the place that the team's order gives. */
export const memberColumns = (one: ConsultCase, member: TeamMember, position: number): Prisma.TeamMemberCreateManyInput => ({
  caseId: one.id,
  practitionerId: member.practitioner,
  organizationId: member.organization,
  part: member.part,
  position,
  reply: member.invitation.reply,
  invitedAt: member.invitation.invitedAt,
  answeredAt: member.invitation.reply === 'pending' ? null : member.invitation.answeredAt,
  declineReason: member.invitation.reply === 'declined' ? member.invitation.reason : null,
})

type BookedCase = Extract<ConsultCase, { readonly session: unknown }>

/** The columns of the session that a case carries. */
export const sessionColumns = (one: BookedCase) => ({
  startsAt: one.session.startsAt,
  durationMinutes: one.session.durationMinutes,
  bookedUntil: new Date(one.session.startsAt.getTime() + one.session.durationMinutes * 60_000),
  startedAt: 'startedAt' in one ? one.startedAt : null,
  endedAt: 'endedAt' in one ? one.endedAt : null,
  interruptions:
    'interruptions' in one ? one.interruptions.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })) : [],
})

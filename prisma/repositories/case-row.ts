import type { ConsultCase, Filing, Interruption, Invitation, Question, SessionPlan, TeamMember } from '#core/case/case.ts'
import { caseStatuses, consultKinds, memberParts, transfers } from '#core/case/case.ts'
import { urgencies } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { LegalBasis } from '#core/record/legal-basis.ts'
import { sexes } from '#core/record/patient.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import type { CaseId, OrganizationId, PatientId, PractitionerId, SessionId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { BrokenRow, oneOf, present } from './broken-row.ts'
import type { RowName } from './broken-row.ts'
import { fromOptionalDate } from './plain-date.ts'

/** What is loaded of a case: its team in order and its current session. */
export const caseParts = {
  team: { orderBy: { position: 'asc' } },
  sessions: { where: { isCurrent: true } },
} as const satisfies Prisma.ConsultCaseInclude

export type CaseRow = Omit<Prisma.ConsultCaseGetPayload<{ include: typeof caseParts }>, 'searchText'>

const nameOf = (row: CaseRow): RowName => ({ table: 'consult_case', id: row.id })

/** Reads a case in the state that its row claims; throws when the row lacks what that state carries. */
export function caseOf(row: CaseRow): ConsultCase {
  const status = oneOf(nameOf(row), caseStatuses, row.status)
  switch (status) {
    case 'draft':
      return { ...identity(row), status, legalBasis: legalBasis(row), snapshot: snapshotOf(row) }
    case 'cancelled':
      return { ...identity(row), status, cancellation: cancellation(row) }
    case 'submitted':
      return { ...sent(row), status }
    case 'coordinating':
      return { ...coordinated(row), status }
    case 'needs-info':
      return { ...coordinated(row), status, ask: { text: need(row, 'askText'), askedAt: need(row, 'askedAt') } }
    case 'rejected':
      return { ...coordinated(row), status, rejection: rejection(row) }
    case 'assigned':
      return { ...assigned(row), status }
    case 'scheduled':
      return { ...scheduled(row), status }
    case 'lobby':
      return { ...scheduled(row), status, lobbyOpenedAt: need(row, 'lobbyOpenedAt') }
    case 'live':
      return { ...started(row), status }
    case 'interrupted':
      return { ...started(row), status, interruptedAt: need(row, 'interruptedAt') }
    case 'ended':
    case 'minutes-drafting':
    case 'awaiting-signatures':
    case 'returned':
    case 'signed':
      return { ...ended(row), status }
    case 'filed':
    case 'awaiting-outcome':
      return { ...ended(row), status, filing: filing(row), ...decision(row) }
    case 'closed':
      return { ...ended(row), status, filing: filing(row), ...decision(row), outcome: outcome(row) }
  }
}

const need = <Column extends keyof CaseRow>(row: CaseRow, column: Column): NonNullable<CaseRow[Column]> =>
  present(nameOf(row), column, row[column])

const identity = (row: CaseRow) => ({
  id: brandId<CaseId>(row.id),
  code: row.code,
  revision: row.revision,
  requestingOrganization: brandId<OrganizationId>(row.requestingOrganizationId),
  consultingOrganization: brandId<OrganizationId>(row.consultingOrganizationId),
  patient: brandId<PatientId>(row.patientId),
  subject: { name: row.subjectName, birthDate: fromOptionalDate(row.subjectBirthDate), sex: oneOf(nameOf(row), sexes, row.subjectSex) },
  ...(row.identityMasked && { masked: true }),
  requester: brandId<PractitionerId>(row.requesterId),
  createdAt: row.createdAt,
  request: {
    kind: oneOf(nameOf(row), consultKinds, row.kind),
    urgency: oneOf(nameOf(row), urgencies, row.urgency),
    specialty: oneOf(nameOf(row), specialtyCodes, row.specialty),
    questions: questions(row),
    course: row.course,
    currentCondition: row.currentCondition,
    provisionalDiagnosis: row.provisionalDiagnosis,
    ...(row.snapshotSelection === null ? {} : { selection: selectionOf(row) }),
  },
})

const sent = (row: CaseRow) => ({
  ...identity(row),
  submittedAt: need(row, 'submittedAt'),
  legalBasis: present(nameOf(row), 'legal basis', legalBasis(row)),
  snapshot: present(nameOf(row), 'snapshot', snapshotOf(row)),
})

const coordinated = (row: CaseRow) => ({ ...sent(row), coordinator: brandId<PractitionerId>(need(row, 'coordinatorId')), ...handoverOf(row) })

const handoverOf = (row: CaseRow) =>
  row.handoverAt === null ? {} : {
    handover: { by: brandId<PractitionerId>(need(row, 'handoverById')), to: brandId<PractitionerId>(need(row, 'handoverToId')), note: need(row, 'handoverNote'), at: row.handoverAt },
  }

const assigned = (row: CaseRow) => ({ ...coordinated(row), team: row.team.map(memberOf), assignedAt: need(row, 'assignedAt') })

const scheduled = (row: CaseRow) => ({ ...assigned(row), session: planOf(row) })

const started = (row: CaseRow) => ({
  ...scheduled(row),
  startedAt: present(nameOf(row), 'session start', currentSession(row).startedAt),
  interruptions: interruptions(row),
})

const ended = (row: CaseRow) => ({ ...started(row), endedAt: present(nameOf(row), 'session end', currentSession(row).endedAt) })

const snapshotOf = (row: CaseRow): SnapshotId | null => (row.snapshotId === null ? null : brandId(row.snapshotId))

const filing = (row: CaseRow): Filing => ({
  document: brandId<Sha256>(need(row, 'filedDocument')),
  filedAt: need(row, 'filedAt'),
  receipt: need(row, 'filingReceipt'),
})

const decision = (row: CaseRow) =>
  row.decisionAt === null
    ? {}
    : { decision: { agreed: need(row, 'decisionAgreed'), reason: need(row, 'decisionReason'), recordedAt: row.decisionAt } }

const outcome = (row: CaseRow) => ({
  followed: need(row, 'outcomeFollowed'),
  reason: need(row, 'outcomeReason'),
  result: need(row, 'outcomeResult'),
  ...(row.outcomeTransfer !== null && { transfer: oneOf(nameOf(row), transfers, row.outcomeTransfer) }),
  recordedAt: need(row, 'outcomeAt'),
})

const rejection = (row: CaseRow) => ({
  reason: need(row, 'rejectionReason'),
  suggestion: need(row, 'rejectionSuggestion'),
  at: need(row, 'rejectedAt'),
})

const cancellation = (row: CaseRow) => ({
  reason: need(row, 'cancellationReason'),
  at: need(row, 'cancelledAt'),
  by: brandId<PractitionerId>(need(row, 'cancelledById')),
})

function legalBasis(row: CaseRow): LegalBasis | null {
  if (row.legalBasisKind === null) return null
  const kind = oneOf(nameOf(row), ['written-request', 'emergency', 'other'], row.legalBasisKind)
  const text = need(row, 'legalBasisText')
  const recorded = { recordedBy: brandId<PractitionerId>(need(row, 'legalBasisById')), recordedAt: need(row, 'legalBasisAt') }
  switch (kind) {
    case 'written-request':
      return { kind, evidence: text, ...recorded }
    case 'emergency':
      return { kind, reason: text, ...recorded }
    case 'other':
      return { kind, name: text, ...recorded }
  }
}

function memberOf(row: CaseRow['team'][number]): TeamMember {
  const name: RowName = { table: 'team_member', id: row.caseId }
  return {
    practitioner: brandId(row.practitionerId),
    organization: brandId(row.organizationId),
    part: oneOf(name, memberParts, row.part),
    invitation: invitationOf(row, name),
  }
}

function invitationOf(row: CaseRow['team'][number], name: RowName): Invitation {
  const { invitedAt } = row
  const reply = oneOf(name, ['pending', 'accepted', 'declined'], row.reply)
  if (reply === 'pending') return { reply, invitedAt }
  const answeredAt = present(name, 'answered_at', row.answeredAt)
  if (reply === 'accepted') return { reply, invitedAt, answeredAt }
  return { reply, invitedAt, answeredAt, reason: present(name, 'decline_reason', row.declineReason) }
}

const currentSession = (row: CaseRow): CaseRow['sessions'][number] => present(nameOf(row), 'session', row.sessions[0])

const planOf = (row: CaseRow): SessionPlan => {
  const { id, startsAt, durationMinutes } = currentSession(row)
  return { id: brandId<SessionId>(id), startsAt, durationMinutes }
}

function selectionOf(row: CaseRow): SnapshotSelection {
  const { excluded, released } = row.snapshotSelection as { readonly excluded?: unknown; readonly released?: unknown }
  const isText = (one: unknown): one is string => typeof one === 'string'
  if (!Array.isArray(excluded) || !excluded.every(isText)) throw new BrokenRow('consult_case', row.id, 'excluded is malformed')
  const releases = textRows(row, released, ['item', 'reason'])
  return { excluded, released: releases.map(({ item = '', reason = '' }) => ({ item, reason })) }
}

/** JSON columns hold lists of objects whose every value is text. */
function textRows(row: CaseRow, value: unknown, keys: readonly string[]): readonly Record<string, string>[] {
  const isTextRow = (one: unknown): one is Record<string, string> =>
    typeof one === 'object' && one !== null && keys.every((key) => typeof (one as Record<string, unknown>)[key] === 'string')
  if (!Array.isArray(value) || !value.every(isTextRow)) throw new BrokenRow('consult_case', row.id, `a list of ${keys.join(' and ')} is malformed`)
  return value
}

const questions = (row: CaseRow): readonly Question[] =>
  textRows(row, row.questions, ['id', 'text']).map(({ id = '', text = '' }) => ({ id, text }))

const interruptions = (row: CaseRow): readonly Interruption[] =>
  textRows(row, currentSession(row).interruptions, ['from', 'until']).map(({ from = '', until = '' }) => ({
    from: new Date(from),
    until: new Date(until),
  }))

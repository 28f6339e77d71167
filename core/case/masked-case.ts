import type { Actor } from '#core/directory/actor.ts'
import type { PatientRecord } from '#core/record/patient-record.ts'
import { maskedRecord, maskedSummary } from '#core/record/masked-record.ts'
import { makeRedactor } from '#core/record/redaction.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import { seesIdentity } from './policy.ts'

type Hide = (text: string) => string

/** What was written as a case went on. */
function withoutNameInNotes(whole: ConsultCase, hide: Hide): ConsultCase {
  const c: ConsultCase = 'handover' in whole ? { ...whole, handover: { ...whole.handover, note: hide(whole.handover.note) } } : whole
  switch (c.status) {
    case 'needs-info':
      return { ...c, ask: { ...c.ask, text: hide(c.ask.text) } }
    case 'rejected':
      return { ...c, rejection: { ...c.rejection, reason: hide(c.rejection.reason), suggestion: hide(c.rejection.suggestion) } }
    case 'cancelled':
      return { ...c, cancellation: { ...c.cancellation, reason: hide(c.cancellation.reason) } }
    case 'closed':
      return { ...c, outcome: { ...c.outcome, reason: hide(c.outcome.reason), result: hide(c.outcome.result) } }
    default:
      return c
  }
}

function withoutNameInBasis(c: ConsultCase, hide: Hide): ConsultCase {
  if (!('legalBasis' in c) || c.legalBasis === null) return c
  const { legalBasis } = c
  switch (legalBasis.kind) {
    case 'written-request':
      return { ...c, legalBasis: { ...legalBasis, evidence: hide(legalBasis.evidence) } }
    case 'emergency':
      return { ...c, legalBasis: { ...legalBasis, reason: hide(legalBasis.reason) } }
    case 'other':
      return { ...c, legalBasis: { ...legalBasis, name: hide(legalBasis.name) } }
  }
}

/** The case without whose it is: the name goes out of every text of it. */
function maskedCase(c: ConsultCase): ConsultCase {
  const hide = makeRedactor([c.subject.name])
  const { request } = c
  const asked: ConsultCase = {
    ...c,
    subject: maskedSummary(c.subject, c.createdAt),
    request: {
      ...request,
      questions: request.questions.map((one) => ({ ...one, text: hide(one.text) })),
      course: hide(request.course), currentCondition: hide(request.currentCondition), provisionalDiagnosis: hide(request.provisionalDiagnosis),
    },
  }
  const decided: ConsultCase = 'decision' in asked ? { ...asked, decision: { ...asked.decision, reason: hide(asked.decision.reason) } } : asked
  return withoutNameInNotes(withoutNameInBasis(decided, hide), hide)
}

/** A case as the actor may be shown it. The store hands out no other to read; what is to be saved is read as it is stored. */
export const caseAsSeenBy = (actor: Actor, c: ConsultCase): ConsultCase => (seesIdentity(actor, c) ? c : maskedCase(c))

/** A case as another system of a hospital may be shown it: a system has no part in the case, so only the treating hospital's is told whose it is. */
export const caseAsToldTo = (viewer: OrganizationId, c: ConsultCase): ConsultCase =>
  c.masked !== true || viewer === c.requestingOrganization ? c : maskedCase(c)

/** What was sent with a case as the actor may be shown it. */
export const recordAsSeenBy = (actor: Actor, c: ConsultCase, record: PatientRecord): PatientRecord =>
  seesIdentity(actor, c) ? record : maskedRecord(record, c.createdAt)

import type { CaseStatus, ConsultCase, ConsultKind, Decision, MemberPart, Outcome, Question } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import { outcomeDueAfter, type WorkKind } from '#core/case/my-work.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import { mayAnswerForPatient, mayEnterSession, mayMaskIdentity, mayReadMinutes, mayWriteMinutes, seesIdentity } from '#core/case/policy.ts'
import { maskableStatuses } from '#core/case/transitions.ts'
import { doorOpensBefore, isDoorOpen } from '#core/case/run-session.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { connectBy } from '#core/case/urgency.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { LegalBasis } from '#core/record/legal-basis.ts'
import type { Sex } from '#core/record/patient.ts'
import { spokenAge, type SpokenAge } from '#core/record/patient.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { CaseStep } from './case-steps.ts'
import { caseSteps } from './case-steps.ts'

export interface PersonView {
  readonly name: string
  readonly title: string
}

export interface MemberView {
  readonly person: PersonView
  readonly organization: string
  readonly part: MemberPart
  readonly reply: 'pending' | 'accepted' | 'declined'
  readonly at: string
  readonly reason: string | null
}

export interface SessionView {
  readonly startsAt: string
  readonly durationMinutes: number
  /** When the door opens, or null once it is open or the session is over. */
  readonly doorOpensAt: string | null
  readonly mayEnter: boolean
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly interruptions: number
}

/** What the case page shows to this viewer. */
export interface CaseView {
  readonly id: string
  readonly code: string
  readonly status: CaseStatus
  readonly patient: { readonly id: string | null; readonly name: string | null; readonly age: SpokenAge | null; readonly sex: Sex }
  /** Whether the case is masked, whether it is so for this viewer, and whether they may change it now. */
  readonly identity: { readonly masked: boolean; readonly hidden: boolean; readonly mayChange: boolean }
  readonly urgency: Urgency
  readonly kind: ConsultKind
  readonly specialty: SpecialtyCode
  readonly connectBy: string | null
  readonly requester: PersonView
  readonly coordinator: PersonView | null
  readonly from: string
  readonly to: string
  readonly questions: readonly Question[]
  readonly course: string
  readonly currentCondition: string
  readonly provisionalDiagnosis: string
  readonly basis: { readonly kind: LegalBasis['kind']; readonly text: string } | null
  readonly steps: readonly CaseStep[]
  readonly note: { readonly kind: 'ask' | 'rejected' | 'cancelled'; readonly text: string; readonly suggestion: string | null; readonly at: string } | null
  readonly team: readonly MemberView[]
  readonly session: SessionView | null
  readonly minutes: { readonly mayOpen: boolean }
  readonly filing: { readonly document: string; readonly filedAt: string; readonly receipt: string } | null
  readonly outcome: (Omit<Outcome, 'recordedAt'> & { readonly recordedAt: string }) | null
  readonly decision: (Omit<Decision, 'recordedAt'> & { readonly recordedAt: string }) | null
  readonly outcomeDueAt: string | null
  readonly mayCancel: boolean
  readonly mayReport: boolean
  /** The one thing that waits for this viewer. */
  readonly work: WorkKind | null
}

const cancellable: readonly CaseStatus[] = ['draft', 'submitted', 'coordinating', 'needs-info', 'assigned', 'scheduled', 'lobby']
const beforeSession: readonly CaseStatus[] = ['submitted', 'coordinating', 'needs-info', 'assigned', 'scheduled', 'lobby']

function sessionOf(actor: Actor, one: ConsultCase, now: Date): SessionView | null {
  if (!('session' in one)) return null
  const open = one.status === 'lobby' || one.status === 'live' || one.status === 'interrupted' || (one.status === 'scheduled' && isDoorOpen(one, now))
  const opensAt = one.status === 'scheduled' && !open ? new Date(one.session.startsAt.getTime() - doorOpensBefore).toISOString() : null
  return {
    startsAt: one.session.startsAt.toISOString(),
    durationMinutes: one.session.durationMinutes,
    doorOpensAt: opensAt,
    mayEnter: open && mayEnterSession(actor, one),
    startedAt: 'startedAt' in one ? one.startedAt.toISOString() : null,
    endedAt: 'endedAt' in one ? one.endedAt.toISOString() : null,
    interruptions: 'interruptions' in one ? one.interruptions.length : 0,
  }
}

function noteOf(one: ConsultCase): CaseView['note'] {
  switch (one.status) {
    case 'needs-info':
      return { kind: 'ask', text: one.ask.text, suggestion: null, at: one.ask.askedAt.toISOString() }
    case 'rejected':
      return { kind: 'rejected', text: one.rejection.reason, suggestion: one.rejection.suggestion, at: one.rejection.at.toISOString() }
    case 'cancelled':
      return { kind: 'cancelled', text: one.cancellation.reason, suggestion: null, at: one.cancellation.at.toISOString() }
    default:
      return null
  }
}

function basisOf(one: ConsultCase): CaseView['basis'] {
  if (!('legalBasis' in one) || one.legalBasis === null) return null
  const { legalBasis } = one
  switch (legalBasis.kind) {
    case 'written-request':
      return { kind: legalBasis.kind, text: legalBasis.evidence }
    case 'emergency':
      return { kind: legalBasis.kind, text: legalBasis.reason }
    case 'other':
      return { kind: legalBasis.kind, text: legalBasis.name }
  }
}

function teamView(one: ConsultCase, names: Names): readonly MemberView[] {
  return teamOf(one).map(({ practitioner, organization, part, invitation }) => ({
    person: personView(names, practitioner),
    organization: names.organizations.get(organization)?.shortName ?? '',
    part,
    reply: invitation.reply,
    at: (invitation.reply === 'pending' ? invitation.invitedAt : invitation.answeredAt).toISOString(),
    reason: invitation.reply === 'declined' ? invitation.reason : null,
  }))
}

const personView = (names: Names, id: PractitionerId): PersonView => {
  const { name, title } = names.people.get(id) ?? { name: '—', title: '' }
  return { name, title }
}

export interface CaseFacts {
  readonly one: ConsultCase
  readonly names: Names
  readonly work: WorkKind | null
  readonly now: Date
}

/** Chooses what of a case leaves the server for this viewer; what was chosen to be kept back is not in it. */
export function presentCase(actor: Actor, { one, names, work, now }: CaseFacts): CaseView {
  const { request, subject } = one
  const asksOwn = actor.organization === one.requestingOrganization && isClinical(actor)
  const deadline = 'submittedAt' in one && beforeSession.includes(one.status) ? connectBy(request.urgency, one.submittedAt) : null
  return {
    id: one.id, code: one.code, status: one.status,
    patient: { id: asksOwn ? one.patient : null, name: subject.name, age: spokenAge(subject.birthDate, now), sex: subject.sex },
    identity: {
      masked: one.masked === true, hidden: !seesIdentity(actor, one),
      mayChange: mayMaskIdentity(actor, one) && (one.masked === true || maskableStatuses.includes(one.status)),
    },
    urgency: request.urgency, kind: request.kind, specialty: request.specialty,
    connectBy: deadline?.toISOString() ?? null,
    requester: personView(names, one.requester),
    coordinator: 'coordinator' in one ? personView(names, one.coordinator) : null,
    from: names.organizations.get(one.requestingOrganization)?.name ?? '',
    to: names.organizations.get(one.consultingOrganization)?.name ?? '',
    questions: request.questions, course: request.course, currentCondition: request.currentCondition,
    provisionalDiagnosis: request.provisionalDiagnosis,
    basis: basisOf(one),
    steps: caseSteps(one, names),
    note: noteOf(one),
    team: teamView(one, names),
    session: sessionOf(actor, one, now),
    minutes: { mayOpen: 'startedAt' in one && (mayReadMinutes(actor, one) || mayWriteMinutes(actor, one)) },
    filing: 'filing' in one ? { ...one.filing, filedAt: one.filing.filedAt.toISOString() } : null,
    outcome: 'outcome' in one ? { ...one.outcome, recordedAt: one.outcome.recordedAt.toISOString() } : null,
    decision: 'decision' in one ? { ...one.decision, recordedAt: one.decision.recordedAt.toISOString() } : null,
    outcomeDueAt: 'filing' in one ? new Date(one.filing.filedAt.getTime() + outcomeDueAfter).toISOString() : null,
    mayCancel: cancellable.includes(one.status) && mayAnswerForPatient(actor, one),
    mayReport: (one.status === 'filed' || one.status === 'awaiting-outcome') && mayAnswerForPatient(actor, one),
    work,
  }
}

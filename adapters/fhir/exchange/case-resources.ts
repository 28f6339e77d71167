import type { CaseStatus, ConsultCase, TeamMember } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Json, Resource } from '#adapters/fhir/fhir-json.ts'
import { concept, systems } from '#adapters/fhir/fhir-json.ts'
import { hospitalReference, patientReference, practitionerReference } from './record-resources.ts'

/** How far the request has come, in FHIR's words. */
export const requestStatuses: Readonly<Record<CaseStatus, 'draft' | 'active' | 'completed' | 'revoked'>> = {
  draft: 'draft', submitted: 'active', coordinating: 'active', 'needs-info': 'active', rejected: 'revoked', assigned: 'active', scheduled: 'active',
  lobby: 'active', live: 'active', interrupted: 'active', ended: 'active', 'minutes-drafting': 'active', 'awaiting-signatures': 'active',
  returned: 'active', signed: 'active', filed: 'completed', 'awaiting-outcome': 'completed', closed: 'completed', cancelled: 'revoked',
}
export const requestPriorities: Readonly<Record<Urgency, 'stat' | 'urgent' | 'asap' | 'routine'>> = {
  emergency: 'stat', urgent: 'urgent', priority: 'asap', routine: 'routine', 'ward-round': 'routine',
}

const ownWords = 'urn:lien-vien:codes:'
const ownCode = (list: string, code: string): Json => ({ system: `${ownWords}${list}`, code })

/** Where the case stands, exactly; FHIR's own status is coarser. */
const stateUrl = 'urn:lien-vien:fhir:case-status'

/** The patient is a resource to their own hospital alone; the other one sees what its coordinators' lists show. */
const subjectOf = (one: ConsultCase, viewer: OrganizationId): Json =>
  viewer === one.requestingOrganization ? patientReference(one.patient) : { type: 'Patient', display: one.subject.name ?? 'Chưa rõ danh tính' }

/** The request for a consult as one of its two hospitals sees it. */
export function serviceRequest(one: ConsultCase, viewer: OrganizationId): Resource {
  const { request } = one
  const isOwn = viewer === one.requestingOrganization
  const snapshot = 'snapshot' in one && isOwn ? one.snapshot : null
  return {
    resourceType: 'ServiceRequest',
    id: one.id,
    extension: [{ url: stateUrl, valueCode: one.status }],
    identifier: [{ system: 'urn:lien-vien:sid:case-code', value: one.code, assigner: hospitalReference(one.consultingOrganization) }],
    status: requestStatuses[one.status],
    intent: 'order',
    category: [{ coding: [ownCode('consult-kind', request.kind)] }],
    priority: requestPriorities[request.urgency],
    code: { coding: [{ system: systems.loinc, code: '11488-4', display: 'Consult note' }], text: 'Hội chẩn liên viện' },
    subject: subjectOf(one, viewer),
    authoredOn: ('submittedAt' in one ? one.submittedAt : one.createdAt).toISOString(),
    requester: practitionerReference(one.requester),
    performerType: { coding: [ownCode('specialty', request.specialty)] },
    performer: [hospitalReference(one.consultingOrganization)],
    reasonCode: request.provisionalDiagnosis === '' ? undefined : [{ text: request.provisionalDiagnosis }],
    supportingInfo: snapshot === null ? undefined : [{ reference: `DocumentReference/${snapshot}` }],
    note: request.questions.length === 0 ? undefined : request.questions.map(({ text }) => ({ text })),
  }
}

const appointmentStatuses: Readonly<Partial<Record<CaseStatus, string>>> = {
  scheduled: 'booked', lobby: 'arrived', live: 'checked-in', interrupted: 'checked-in', cancelled: 'cancelled',
}
const replies = { pending: 'needs-action', accepted: 'accepted', declined: 'declined' } as const satisfies Record<TeamMember['invitation']['reply'], string>

/** The statuses of cases by the appointment's status. */
export const casesByAppointment: Readonly<Record<string, readonly CaseStatus[]>> = {
  booked: ['scheduled'], arrived: ['lobby'], 'checked-in': ['live', 'interrupted'],
  fulfilled: ['ended', 'minutes-drafting', 'awaiting-signatures', 'returned', 'signed', 'filed', 'awaiting-outcome', 'closed'],
}

/** The booked or held session of a case. */
export function appointment(one: Extract<ConsultCase, { session: unknown }>, viewer: OrganizationId): Resource {
  const { id, startsAt, durationMinutes } = one.session
  return {
    resourceType: 'Appointment',
    id,
    status: appointmentStatuses[one.status] ?? 'fulfilled',
    serviceType: [{ text: 'Hội chẩn liên viện' }],
    start: startsAt.toISOString(),
    end: new Date(startsAt.getTime() + durationMinutes * 60_000).toISOString(),
    minutesDuration: durationMinutes,
    basedOn: [{ reference: `ServiceRequest/${one.id}` }],
    participant: [
      { actor: subjectOf(one, viewer), required: 'information-only', status: 'accepted' },
      { actor: practitionerReference(one.requester), required: 'required', status: 'accepted' },
      ...teamOf(one).map((member): Json => ({ actor: practitionerReference(member.practitioner), required: 'required', status: replies[member.invitation.reply] })),
    ],
  }
}

const bases = { 'written-request': 'Giấy đề nghị của người bệnh', emergency: 'Cấp cứu', other: 'Căn cứ khác' } as const

/** Why the record may go to the other hospital (Luật BVDLCN 91/2025); one for each case that has a basis. */
export function consent(one: ConsultCase): Resource | null {
  const basis = 'legalBasis' in one ? one.legalBasis : null
  if (basis === null) return null
  const words = basis.kind === 'written-request' ? basis.evidence : basis.kind === 'emergency' ? basis.reason : basis.name
  return {
    resourceType: 'Consent',
    id: one.id,
    status: 'active',
    scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy', 'Privacy Consent'),
    category: [concept(systems.loinc, '59284-0', 'Consent Document'), { coding: [ownCode('legal-basis', basis.kind)], text: bases[basis.kind] }],
    patient: patientReference(one.patient),
    dateTime: basis.recordedAt.toISOString(),
    performer: [practitionerReference(basis.recordedBy)],
    organization: [hospitalReference(one.requestingOrganization)],
    policyRule: { text: words },
    provision: {
      type: 'permit',
      actor: [{ role: concept('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'), reference: hospitalReference(one.consultingOrganization) }],
      data: [{ meaning: 'related', reference: { reference: `ServiceRequest/${one.id}` } }],
    },
  }
}

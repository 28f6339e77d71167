import type { ConsultCase, DraftCase, LiveCase, StaffedCase, TeamMember } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PatientId, PractitionerId, SnapshotId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyCall } from './call.ts'

/** What an emergency needs beside the call itself. */
export interface EmergencyOpening {
  readonly code: string
  readonly patient: PatientId
  readonly snapshot: SnapshotId
  readonly session: LiveCase['session']
  readonly at: Date
}

/** How long the room of an emergency is booked for, in minutes. */
const bookedMinutes = 60

/** The session as it opens: now, since its cameras run before anyone answers. */
export const openingSession = (id: LiveCase['session']['id'], at: Date): LiveCase['session'] => ({ id, startsAt: at, durationMinutes: bookedMinutes })

/**
 * The case that the button makes: live from its first moment, with nobody in its team yet. The caller stands in as coordinator
 * until one of the hub answers, and the legal basis is the urgent threat to life itself (Luật BVDLCN 91/2025 Đ19).
 */
export function emergencyCase(call: EmergencyCall, { code, patient, snapshot, session, at }: EmergencyOpening): LiveCase {
  const [hub] = call.hubs
  if (hub === undefined) throw new Error('an emergency asks at least one hospital')
  return {
    status: 'live', id: call.case, code, revision: 1, requestingOrganization: call.requestingOrganization, consultingOrganization: hub,
    patient, subject: { name: null, birthDate: null, sex: call.sex }, requester: call.caller, createdAt: call.pressedAt,
    request: {
      kind: 'case', urgency: 'emergency', specialty: call.specialty, questions: [{ id: 'q1', text: call.line }],
      course: call.line, currentCondition: '', provisionalDiagnosis: '',
    },
    submittedAt: call.pressedAt, snapshot, coordinator: call.caller, team: [], assignedAt: at, session, startedAt: at, interruptions: [],
    legalBasis: { kind: 'emergency', reason: call.overrideReason, recordedBy: call.caller, recordedAt: at },
  }
}

/** The same case before it was sent: what its snapshot is attached to. */
export const beforeSending = ({ id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request, legalBasis }: LiveCase): DraftCase => ({
  status: 'draft', id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request, legalBasis,
  snapshot: null,
})

/** Whether the case came by the one button, or was sent as an emergency. */
export const isEmergency = (c: ConsultCase): boolean => c.request.urgency === 'emergency'

type OpenCase = Extract<StaffedCase, { readonly status: 'live' | 'interrupted' }>
const isOpen = (c: ConsultCase): c is OpenCase => c.status === 'live' || c.status === 'interrupted'

/** A doctor comes in: the first one holds the emergency as its chair, whoever follows is a member. */
export function joinEmergency(c: ConsultCase, doctor: Actor, at: Date): Result<OpenCase, 'case.wrong-state'> {
  if (!isOpen(c)) return err('case.wrong-state')
  if (c.team.some((one) => one.practitioner === doctor.practitioner)) return ok(c)
  const member: TeamMember = {
    practitioner: doctor.practitioner,
    organization: doctor.organization,
    part: c.team.some((one) => one.part === 'chair') ? 'member' : 'chair',
    invitation: { reply: 'accepted', invitedAt: at, answeredAt: at },
  }
  return ok({ ...c, team: [...c.team, member] })
}

/** A coordinator of the answering hospital takes the gathering over from the caller. */
export const coordinateEmergency = (c: ConsultCase, coordinator: PractitionerId): Result<OpenCase, 'case.wrong-state'> =>
  isOpen(c) ? ok({ ...c, coordinator }) : err('case.wrong-state')

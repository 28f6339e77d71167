import type { LegalBasis } from '#core/record/legal-basis.ts'
import type { PatientSummary } from '#core/record/patient.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { CaseId, OrganizationId, PatientId, PractitionerId, SessionId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import type { Urgency } from './urgency.ts'

export const caseStatuses = [
  'draft', 'submitted', 'coordinating', 'needs-info', 'rejected', 'assigned', 'scheduled', 'lobby', 'live', 'interrupted',
  'ended', 'minutes-drafting', 'awaiting-signatures', 'returned', 'signed', 'filed', 'awaiting-outcome', 'closed', 'cancelled',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

export const consultKinds = ['case', 'imaging', 'pathology', 'live-surgery', 'ward-round', 'training'] as const
export type ConsultKind = (typeof consultKinds)[number]

/** One numbered question to the consultants; each needs an answer in the minutes. */
export interface Question {
  readonly id: string
  readonly text: string
}

/** What the district doctor writes; texts may be empty only while the case is a draft. */
export interface ConsultRequest {
  readonly kind: ConsultKind
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly questions: readonly Question[]
  /** Tóm tắt quá trình diễn biến bệnh, điều trị và chăm sóc. */
  readonly course: string
  /** Tình trạng hiện tại. */
  readonly currentCondition: string
  /** Chẩn đoán tuyến dưới. */
  readonly provisionalDiagnosis: string
  /** What of the record goes along and why; the whole record without its sensitive items when nothing was chosen. */
  readonly selection?: SnapshotSelection
}

export const memberParts = ['chair', 'secretary', 'member'] as const
export type MemberPart = (typeof memberParts)[number]

export type Invitation =
  | { readonly reply: 'pending'; readonly invitedAt: Date }
  | { readonly reply: 'accepted'; readonly invitedAt: Date; readonly answeredAt: Date }
  | { readonly reply: 'declined'; readonly invitedAt: Date; readonly answeredAt: Date; readonly reason: string }

export interface TeamMember {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly part: MemberPart
  readonly invitation: Invitation
}

/** A booked or running session; `id` is what tickets carry, the media room's own id is never derived from the case. */
export interface SessionPlan {
  readonly id: SessionId
  readonly startsAt: Date
  readonly durationMinutes: number
}

export interface Interruption {
  readonly from: Date
  readonly until: Date
}

interface Identity {
  readonly id: CaseId
  /** Human code, such as HC-0421. */
  readonly code: string
  /** Raised by every save; a save of an older revision is refused. */
  readonly revision: number
  readonly requestingOrganization: OrganizationId
  readonly consultingOrganization: OrganizationId
  readonly patient: PatientId
  /** What may stand in lists on both sides once the case is submitted. */
  readonly subject: PatientSummary
  /** Whether those who do not answer for the case see it without the patient's identity (`seesIdentity`). */
  readonly masked?: boolean
  /** The treating doctor, who stays responsible (Luật KCB Đ80). */
  readonly requester: PractitionerId
  readonly createdAt: Date
  readonly request: ConsultRequest
}

interface Sent extends Identity {
  readonly submittedAt: Date
  readonly legalBasis: LegalBasis
  readonly snapshot: SnapshotId
}
/** A case that its coordinator wants another one to take on, who has not answered yet. */
export interface Handover {
  readonly by: PractitionerId
  readonly to: PractitionerId
  readonly note: string
  readonly at: Date
}
interface Coordinated extends Sent {
  readonly coordinator: PractitionerId
  readonly handover?: Handover
}
interface Assigned extends Coordinated {
  readonly team: readonly TeamMember[]
  readonly assignedAt: Date
}
interface Scheduled extends Assigned {
  readonly session: SessionPlan
}
interface Started extends Scheduled {
  readonly startedAt: Date
  readonly interruptions: readonly Interruption[]
}
interface Ended extends Started {
  readonly endedAt: Date
}
interface Filed extends Ended {
  readonly filing: Filing
  /** What the treating doctor said to the advice; absent until then. */
  readonly decision?: Decision
}

/** Proof that the sealed minutes reached the patient's record. */
export interface Filing {
  readonly document: Sha256
  readonly filedAt: Date
  readonly receipt: string
}

/** The treating doctor's answer to the advice: "đồng ý thực hiện", or not, and why (Luật KCB 15/2023 Đ80). */
export interface Decision {
  readonly agreed: boolean
  /** Needed when the advice will not be followed. */
  readonly reason: string
  readonly recordedAt: Date
}

/** Whether the patient was to go to a higher hospital: need not go now, goes or went all the same, or there was no question of it. */
export const transfers = ['avoided', 'made', 'none'] as const
export type Transfer = (typeof transfers)[number]

/** What the treating doctor reports back: remote advice is not an order, so whether it was followed is recorded. */
export interface Outcome {
  readonly followed: boolean
  /** Why not, or what was changed; needed when the advice was not followed. */
  readonly reason: string
  readonly result: string
  /** Absent where nobody asked. */
  readonly transfer?: Transfer
  readonly recordedAt: Date
}

export type DraftCase = Identity & {
  readonly status: 'draft'
  readonly legalBasis: LegalBasis | null
  readonly snapshot: SnapshotId | null
}
export type SubmittedCase = Sent & { readonly status: 'submitted' }
export type CoordinatingCase = Coordinated & { readonly status: 'coordinating' }
export type NeedsInfoCase = Coordinated & { readonly status: 'needs-info'; readonly ask: { readonly text: string; readonly askedAt: Date } }
export type RejectedCase = Coordinated & {
  readonly status: 'rejected'
  readonly rejection: { readonly reason: string; readonly suggestion: string; readonly at: Date }
}
export type AssignedCase = Assigned & { readonly status: 'assigned' }
export type ScheduledCase = Scheduled & { readonly status: 'scheduled' }
export type LobbyCase = Scheduled & { readonly status: 'lobby'; readonly lobbyOpenedAt: Date }
export type LiveCase = Started & { readonly status: 'live' }
export type InterruptedCase = Started & { readonly status: 'interrupted'; readonly interruptedAt: Date }
export type EndedCase = Ended & { readonly status: 'ended' | 'minutes-drafting' | 'awaiting-signatures' | 'returned' | 'signed' }
export type FiledCase = Filed & { readonly status: 'filed' | 'awaiting-outcome' }
export type ClosedCase = Filed & { readonly status: 'closed'; readonly outcome: Outcome }
export type CancelledCase = Identity & {
  readonly status: 'cancelled'
  readonly cancellation: { readonly reason: string; readonly at: Date; readonly by: PractitionerId }
}

/** A consult from draft to closed; each state carries only what is true in it. */
export type ConsultCase =
  | DraftCase | SubmittedCase | CoordinatingCase | NeedsInfoCase | RejectedCase | AssignedCase | ScheduledCase | LobbyCase
  | LiveCase | InterruptedCase | EndedCase | FiledCase | ClosedCase | CancelledCase

/** Every state in which a coordinator has taken the case in hand. */
export type CoordinatedCase = Extract<ConsultCase, { readonly coordinator: PractitionerId }>

/** Every state in which a team has been named. */
export type StaffedCase = Extract<ConsultCase, { readonly team: readonly TeamMember[] }>

/** Whether a team has been named. */
export const hasTeam = (one: ConsultCase): one is StaffedCase => 'team' in one

/** The named team, empty before assignment. */
export const teamOf = (one: ConsultCase): readonly TeamMember[] => (hasTeam(one) ? one.team : [])

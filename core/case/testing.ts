import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { Brand } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { CaseStatus, ConsultCase, ConsultRequest, Invitation, TeamMember } from './case.ts'

const id = <Id extends Brand<string, string>>(raw: string): Id => brandId<Id>(raw)

/** The moment at which the examples are told. */
export const exampleNow = new Date('2026-11-21T02:00:00Z')
const ago = (minutes: number): Date => new Date(exampleNow.getTime() - minutes * 60_000)

const person = (name: string, organization: string, ...roles: StaffRole[]): Actor => ({ practitioner: id(name), organization: id(organization), roles })

/** Everybody who may come near a case, and some who may not. */
export const exampleActors = {
  requester: person('requester', 'district', 'doctor'),
  colleague: person('colleague', 'district', 'doctor'),
  nurse: person('nurse', 'district', 'nurse'),
  ownCoordinator: person('own-coordinator', 'district', 'coordinator'),
  ownAdmin: person('own-admin', 'district', 'admin'),
  ownAuditor: person('own-auditor', 'district', 'auditor'),
  coordinator: person('coordinator', 'hub', 'coordinator'),
  chair: person('chair', 'hub', 'doctor'),
  secretary: person('secretary', 'hub', 'doctor'),
  decliner: person('decliner', 'hub', 'doctor'),
  bystander: person('bystander', 'hub', 'doctor'),
  hubAdmin: person('hub-admin', 'hub', 'admin'),
  stranger: person('stranger', 'elsewhere', 'doctor', 'coordinator'),
} as const
export type ExampleActor = keyof typeof exampleActors

export const exampleRequest: ConsultRequest = {
  kind: 'case', urgency: 'priority', specialty: 'cardiology', questions: [{ id: 'q1', text: 'Hướng điều trị tiếp theo?' }],
  course: 'Đau ngực từ sáng.', currentCondition: 'Mạch 112.', provisionalDiagnosis: 'Nhồi máu cơ tim cấp (I21.9)',
}

const accepted: Invitation = { reply: 'accepted', invitedAt: ago(60), answeredAt: ago(50) }
const declined: Invitation = { reply: 'declined', invitedAt: ago(60), answeredAt: ago(50), reason: 'Đang mổ' }
const member = (who: 'chair' | 'secretary' | 'decliner', part: TeamMember['part'], invitation: Invitation): TeamMember => ({
  practitioner: exampleActors[who].practitioner, organization: exampleActors[who].organization, part, invitation,
})

/** A chair and a secretary who accepted, and a specialist who declined. */
export const exampleTeam: readonly TeamMember[] = [
  member('chair', 'chair', accepted), member('secretary', 'secretary', accepted), member('decliner', 'member', declined),
]

const identity = {
  id: id<ConsultCase['id']>('case'), code: 'HC-0421', revision: 3,
  requestingOrganization: exampleActors.requester.organization, consultingOrganization: exampleActors.coordinator.organization,
  patient: id<ConsultCase['patient']>('patient'), subject: { name: 'Nguyễn Thị Thử', birthDate: '1959-04-02', sex: 'female' },
  requester: exampleActors.requester.practitioner, createdAt: ago(90), request: exampleRequest,
} as const
const sent = {
  ...identity, submittedAt: ago(80), snapshot: id<Extract<ConsultCase, { status: 'submitted' }>['snapshot']>('snapshot'),
  legalBasis: { kind: 'written-request', evidence: 'Giấy đề nghị ngày 21/11/2026', recordedBy: identity.requester, recordedAt: ago(81) },
} as const
const coordinated = { ...sent, coordinator: exampleActors.coordinator.practitioner } as const
const assigned = { ...coordinated, team: exampleTeam, assignedAt: ago(60) } as const
const scheduled = {
  ...assigned, session: { id: id<Extract<ConsultCase, { status: 'scheduled' }>['session']['id']>('session'), startsAt: ago(40), durationMinutes: 45 },
} as const
const started = { ...scheduled, startedAt: ago(40), interruptions: [] } as const
const ended = { ...started, endedAt: ago(10) } as const
const filed = {
  ...ended, filing: { document: id<Extract<ConsultCase, { status: 'filed' }>['filing']['document']>('d'.repeat(64)), filedAt: ago(5), receipt: 'LV-1' },
} as const

/** One case in every state. */
export const exampleCases: Readonly<Record<CaseStatus, ConsultCase>> = {
  draft: { ...identity, status: 'draft', legalBasis: sent.legalBasis, snapshot: sent.snapshot },
  submitted: { ...sent, status: 'submitted' },
  coordinating: { ...coordinated, status: 'coordinating' },
  'needs-info': { ...coordinated, status: 'needs-info', ask: { text: 'Gửi thêm điện tim.', askedAt: ago(70) } },
  rejected: { ...coordinated, status: 'rejected', rejection: { reason: 'Ngoài phạm vi.', suggestion: 'Chuyển tuyến.', at: ago(70) } },
  assigned: { ...assigned, status: 'assigned' },
  scheduled: { ...scheduled, status: 'scheduled' },
  lobby: { ...scheduled, status: 'lobby', lobbyOpenedAt: ago(45) },
  live: { ...started, status: 'live' },
  interrupted: { ...started, status: 'interrupted', interruptedAt: ago(20) },
  ended: { ...ended, status: 'ended' },
  'minutes-drafting': { ...ended, status: 'minutes-drafting' },
  'awaiting-signatures': { ...ended, status: 'awaiting-signatures' },
  returned: { ...ended, status: 'returned' },
  signed: { ...ended, status: 'signed' },
  filed: { ...filed, status: 'filed' },
  'awaiting-outcome': { ...filed, status: 'awaiting-outcome' },
  closed: { ...filed, status: 'closed', outcome: { followed: true, reason: '', result: 'Ổn định.', recordedAt: ago(1) } },
  cancelled: { ...identity, status: 'cancelled', cancellation: { reason: 'Đã chuyển viện.', at: ago(30), by: identity.requester } },
}

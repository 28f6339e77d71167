import { describe, expect, it } from 'vitest'
import type { Actor, StaffRole } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ConsultCase, ConsultRequest, Invitation, TeamMember } from './case.ts'
import type { WorkFacts } from './my-work.ts'
import { myWork } from './my-work.ts'
import type { Urgency } from './urgency.ts'

const now = new Date('2026-11-21T02:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const ahead = (minutes: number) => ago(-minutes)

const person = (name: string, organization: string, ...roles: StaffRole[]): Actor => ({
  practitioner: brandId(name), organization: brandId(organization), roles,
})
const requester = person('requester', 'district', 'doctor')
const coordinator = person('coordinator', 'hub', 'coordinator')
const chair = person('chair', 'hub', 'doctor')
const secretary = person('secretary', 'hub', 'doctor')

const request = (urgency: Urgency): ConsultRequest => ({
  kind: 'case', urgency, specialty: 'neurology', questions: [{ id: '1', text: '?' }], course: '.', currentCondition: '.', provisionalDiagnosis: '.',
})

let count = 0
function identity(urgency: Urgency) {
  count += 1
  return {
    id: brandId<ConsultCase['id']>(`case-${count}`), code: `HC-${count}`, revision: 1, requestingOrganization: requester.organization,
    consultingOrganization: coordinator.organization, patient: brandId<ConsultCase['patient']>('patient'),
    subject: { name: 'Nguyễn Văn An', birthDate: null, sex: 'male' }, requester: requester.practitioner, createdAt: ago(90), request: request(urgency),
  } as const
}
const sent = (urgency: Urgency) => ({
  ...identity(urgency), submittedAt: ago(30), snapshot: brandId<Extract<ConsultCase, { status: 'submitted' }>['snapshot']>('snapshot'),
  legalBasis: { kind: 'emergency', reason: '.', recordedBy: requester.practitioner, recordedAt: ago(31) },
}) as const
const submitted = (urgency: Urgency): ConsultCase => ({ ...sent(urgency), status: 'submitted' })

const pending: Invitation = { reply: 'pending', invitedAt: ago(20) }
const accepted: Invitation = { reply: 'accepted', invitedAt: ago(20), answeredAt: ago(10) }
const declined: Invitation = { reply: 'declined', invitedAt: ago(20), answeredAt: ago(10), reason: 'Đang mổ' }

const team = (chairs: Invitation, secretaries: Invitation): readonly TeamMember[] => [
  { practitioner: chair.practitioner, organization: chair.organization, part: 'chair', invitation: chairs },
  { practitioner: secretary.practitioner, organization: secretary.organization, part: 'secretary', invitation: secretaries },
]
const staffed = (urgency: Urgency, members = team(accepted, accepted)) =>
  ({ ...sent(urgency), coordinator: coordinator.practitioner, team: members, assignedAt: ago(20) }) as const
const booked = (startsAt: Date, members = team(accepted, accepted)) =>
  ({ ...staffed('priority', members), session: { id: brandId<Extract<ConsultCase, { status: 'scheduled' }>['session']['id']>('session'), startsAt, durationMinutes: 45 } }) as const
const ended = () => ({ ...booked(ago(60)), startedAt: ago(60), endedAt: ago(15), interruptions: [] }) as const

const none: WorkFacts = { now, toSign: new Set() }
const kinds = (actor: Actor, cases: readonly ConsultCase[], facts = none) => myWork(actor, cases, facts).map((item) => item.kind)

describe('what waits for me', () => {
  it('lists the most urgent first, then the deadline that runs out first', () => {
    const later = submitted('urgent')
    const sooner: ConsultCase = { ...sent('urgent'), submittedAt: ago(55), status: 'submitted' }
    const emergency = submitted('emergency')
    const routine = submitted('routine')
    expect(myWork(coordinator, [routine, later, emergency, sooner], none).map((item) => item.case)).toEqual([emergency, sooner, later, routine])
  })

  it('gives an urgent case its deadline and a routine one its waiting time', () => {
    const [urgent, routine] = myWork(coordinator, [submitted('urgent'), submitted('routine')], none)
    expect(urgent?.clock).toEqual({ until: ahead(30) })
    expect(routine?.clock).toEqual({ since: ago(30) })
  })

  it('asks the treating doctor to finish a draft, to answer, and to report the outcome within seven days', () => {
    const draft: ConsultCase = { ...identity('routine'), status: 'draft', legalBasis: null, snapshot: null }
    const asked: ConsultCase = { ...sent('routine'), status: 'needs-info', coordinator: coordinator.practitioner, ask: { text: '?', askedAt: ago(5) } }
    const filed: ConsultCase = { ...ended(), status: 'filed', filing: { document: brandId('0'), filedAt: ago(60), receipt: 'R' } }
    expect(kinds(requester, [draft])).toEqual(['finish-draft'])
    expect(kinds(requester, [asked])).toEqual(['answer-ask'])
    expect(myWork(requester, [filed], none)).toEqual([{ kind: 'report-outcome', case: filed, clock: { until: ahead(7 * 24 * 60 - 60) } }])
    expect(kinds(coordinator, [draft, asked, filed])).toEqual([])
  })

  it("leads the coordinator from intake to booking, and shows another coordinator's case to nobody else", () => {
    const coordinating: ConsultCase = { ...sent('priority'), status: 'coordinating', coordinator: coordinator.practitioner }
    const assigned: ConsultCase = { ...staffed('priority'), status: 'assigned' }
    expect(kinds(coordinator, [submitted('priority'), coordinating, assigned])).toEqual(['take-in-hand', 'assign-team', 'schedule-session'])
    expect(kinds(person('other', 'hub', 'coordinator'), [coordinating, assigned])).toEqual([])
  })

  it('asks whoever a case is handed over to, and leaves its coordinator at work until they answer', () => {
    const other = person('other', 'hub', 'coordinator')
    const handover = { by: coordinator.practitioner, to: other.practitioner, note: 'Hết ca trực', at: ago(5) }
    const assigned: ConsultCase = { ...staffed('priority'), status: 'assigned', handover }
    expect(myWork(other, [assigned], none)).toEqual([{ kind: 'answer-handover', case: assigned, clock: { since: ago(5) } }])
    expect(kinds(coordinator, [assigned])).toEqual(['schedule-session'])
  })

  it('asks for a replacement when somebody declined, before and after booking', () => {
    const assigned: ConsultCase = { ...staffed('priority', team(declined, accepted)), status: 'assigned' }
    const scheduled: ConsultCase = { ...booked(ahead(120), team(declined, accepted)), status: 'scheduled' }
    expect(kinds(coordinator, [assigned, scheduled])).toEqual(['replace-decliner', 'replace-decliner'])
  })

  it('asks chair and secretary for an answer that is missing once the session has ended', () => {
    const ended: ConsultCase = { ...booked(ahead(-60), team(accepted, pending)), status: 'ended', startedAt: ahead(-60), endedAt: ahead(-10), interruptions: [] }
    expect(kinds(secretary, [ended])).toEqual(['answer-invitation'])
    expect(kinds(chair, [ended])).toEqual(['conclude-minutes'])
  })

  it('asks the invited for an answer before anything else', () => {
    const scheduled: ConsultCase = { ...booked(ahead(10), team(pending, accepted)), status: 'scheduled' }
    expect(kinds(chair, [scheduled])).toEqual(['answer-invitation'])
    expect(kinds(secretary, [scheduled])).toEqual(['enter-session'])
  })

  it('opens the door half an hour ahead, announces the next 24 hours and is silent about later ones', () => {
    const scheduled = (minutes: number): ConsultCase => ({ ...booked(ahead(minutes)), status: 'scheduled' })
    expect(kinds(requester, [scheduled(29)])).toEqual(['enter-session'])
    expect(kinds(requester, [scheduled(31)])).toEqual(['session-ahead'])
    expect(kinds(requester, [scheduled(25 * 60)])).toEqual([])
  })

  it('gives the secretary the minutes, the chair the conclusion, and signing to whose turn it is', () => {
    const drafting: ConsultCase = { ...ended(), status: 'minutes-drafting' }
    const signing: ConsultCase = { ...ended(), status: 'awaiting-signatures' }
    expect(kinds(secretary, [drafting])).toEqual(['write-minutes'])
    expect(kinds(chair, [drafting])).toEqual(['conclude-minutes'])
    expect(kinds(secretary, [signing], { now, toSign: new Set([signing.id]) })).toEqual(['sign-minutes'])
    expect(kinds(chair, [signing])).toEqual([])
  })

  it('shows nothing to an administrator or an auditor', () => {
    const scheduled: ConsultCase = { ...booked(ahead(10)), status: 'scheduled' }
    expect(kinds(person('admin', 'hub', 'admin', 'auditor'), [submitted('emergency'), scheduled])).toEqual([])
  })
})

import type { Actor, OpenGlass, StaffRole } from '#core/directory/actor.ts'
import type { CaseId, OrganizationId, PractitionerId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { CaseStatus, ConsultCase, TeamMember } from './case.ts'
import { caseStatuses } from './case.ts'
import { exampleCases, exampleNow } from './testing.ts'

/** Who stands where to a case: its two hospitals, and one that has nothing to do with it but may lend a specialist. */
export const tablePlaces = ['asking', 'advising', 'elsewhere'] as const
export type TablePlace = (typeof tablePlaces)[number]

interface TablePlaceOfPerson {
  readonly at: TablePlace
  readonly roles: readonly StaffRole[]
  /** The part in the team and what was answered to the invitation. */
  readonly team?: readonly [TeamMember['part'], 'accepted' | 'declined' | 'pending']
  /** Whether the person broke the glass of every case of the table, and whether its three hours still run. */
  readonly glass?: 'open' | 'over'
  /** Whether the person goes along with a round that stands before every case of the table. */
  readonly visits?: true
}

/** Every role in each of the three hospitals, and every part in the case. */
export const tablePeople = {
  requester: { at: 'asking', roles: ['doctor'] },
  colleague: { at: 'asking', roles: ['doctor'] },
  nurse: { at: 'asking', roles: ['nurse'] },
  ownCoordinator: { at: 'asking', roles: ['coordinator'] },
  ownAdmin: { at: 'asking', roles: ['admin'] },
  ownAuditor: { at: 'asking', roles: ['auditor'] },
  coordinator: { at: 'advising', roles: ['coordinator'] },
  chair: { at: 'advising', roles: ['doctor'], team: ['chair', 'accepted'] },
  secretary: { at: 'advising', roles: ['doctor'], team: ['secretary', 'accepted'] },
  member: { at: 'advising', roles: ['doctor'], team: ['member', 'accepted'] },
  invited: { at: 'advising', roles: ['doctor'], team: ['member', 'pending'] },
  decliner: { at: 'advising', roles: ['doctor'], team: ['member', 'declined'] },
  bystander: { at: 'advising', roles: ['doctor'] },
  hubNurse: { at: 'advising', roles: ['nurse'] },
  hubAdmin: { at: 'advising', roles: ['admin'] },
  hubAuditor: { at: 'advising', roles: ['auditor'] },
  guest: { at: 'elsewhere', roles: ['doctor'], team: ['member', 'accepted'] },
  strangerDoctor: { at: 'elsewhere', roles: ['doctor'] },
  glassHolder: { at: 'advising', roles: ['doctor'], glass: 'open' },
  glassStranger: { at: 'elsewhere', roles: ['doctor'], glass: 'open' },
  glassOver: { at: 'elsewhere', roles: ['doctor'], glass: 'over' },
  visitor: { at: 'elsewhere', roles: ['doctor'], visits: true },
  hubVisitor: { at: 'advising', roles: ['nurse'], visits: true },
  strangerNurse: { at: 'elsewhere', roles: ['nurse'] },
  strangerCoordinator: { at: 'elsewhere', roles: ['coordinator'] },
  strangerAdmin: { at: 'elsewhere', roles: ['admin'] },
  strangerAuditor: { at: 'elsewhere', roles: ['auditor'] },
} as const satisfies Readonly<Record<string, TablePlaceOfPerson>>
export type TablePerson = keyof typeof tablePeople
export const tablePersons = Object.keys(tablePeople) as readonly TablePerson[]

/** Every state of a case, and the one that time alone makes of a closed case. */
export const tableStates = [...caseStatuses, 'closed-long-ago'] as const
export type TableState = (typeof tableStates)[number]

type Granted<Who extends string> = Partial<Record<Who, readonly TableState[]>>

const always = tableStates
const sent = tableStates.filter((state) => state !== 'draft')
const staffed = tableStates.filter((state) => state === 'closed-long-ago' || 'team' in exampleCases[state])
/** Somebody coordinates it, and there is something left to coordinate. */
const held = sent.filter((state) => !['submitted', 'rejected', 'closed', 'closed-long-ago', 'cancelled'].includes(state))
const staffedAndOpen = staffed.filter((state) => state !== 'closed-long-ago')
/** People gather or are in the session. */
const open: readonly TableState[] = ['lobby', 'live', 'interrupted']
const sessionAhead: readonly TableState[] = ['scheduled', 'lobby', 'live', 'interrupted']
/** What stays open behind broken glass: what was sent and not withdrawn. */
const sentAndKept = sent.filter((state) => state !== 'cancelled')
const clinicians = { requester: always, colleague: always, nurse: always } as const
const everyDoctorAndNurse = { ...clinicians, chair: always, secretary: always, member: always, invited: always, decliner: always, bystander: always, hubNurse: always, guest: always, glassHolder: always, glassStranger: always, glassOver: always, visitor: always, hubVisitor: always, strangerDoctor: always, strangerNurse: always } as const
const coordinators = { ownCoordinator: always, coordinator: always, strangerCoordinator: always } as const
const admins = { ownAdmin: always, hubAdmin: always, strangerAdmin: always } as const
const auditors = { ownAuditor: always, hubAuditor: always, strangerAuditor: always } as const

/** What may be done with a case, by whom, in which states; everybody and every state that is not named may not. */
export const casePolicies = {
  'write the request': clinicians,
  'answer for the patient': { requester: always },
  'coordinate': { coordinator: sent },
  'hand the case over': { coordinator: held },
  'see the case': { ...clinicians, ownCoordinator: always, coordinator: sent, chair: staffed, secretary: staffed, member: staffed, invited: staffed, decliner: staffed, guest: staffed, glassHolder: sent, glassStranger: sent, visitor: open, hubVisitor: open },
  'see what was sent': { ...clinicians, chair: staffedAndOpen, secretary: staffedAndOpen, member: staffedAndOpen, guest: staffedAndOpen, glassHolder: sentAndKept, glassStranger: sentAndKept, visitor: open, hubVisitor: open },
  'enter the session': { requester: always, coordinator: sent, chair: staffed, secretary: staffed, member: staffed, guest: staffed, visitor: open, hubVisitor: open },
  'host the session': { coordinator: sent, chair: staffed },
  'write the minutes': { chair: staffed, secretary: staffed },
  'read the minutes': { requester: always, chair: staffed, secretary: staffed, member: staffed, guest: staffed },
  'mask the identity': { coordinator: sent, chair: staffed },
  'reserve rooms and equipment': { requester: sessionAhead, ownCoordinator: sessionAhead, coordinator: sessionAhead },
  'invite a guest': { coordinator: sessionAhead, chair: sessionAhead },
} as const satisfies Readonly<Record<string, Granted<TablePerson>>>
export type CaseAction = keyof typeof casePolicies

/** What is left of it once the case is masked: whoever does not answer for it works on without knowing whose it is. */
export const maskedPolicies = {
  'know whose case it is': { ...clinicians, ownCoordinator: always, coordinator: sent, chair: staffed, secretary: staffed, glassHolder: sent, glassStranger: sent },
  'read the minutes': { requester: always, chair: staffed, secretary: staffed },
} as const satisfies Readonly<Record<string, Granted<TablePerson>>>
export type MaskedAction = keyof typeof maskedPolicies

/** What a role may do in its own hospital whatever the case: no state of any case changes it. */
export const staffPolicies = {
  'ask for a consult': everyDoctorAndNurse,
  'read records of the own hospital': everyDoctorAndNurse,
  'call an emergency': { ...everyDoctorAndNurse, ...coordinators },
  'keep the roster': { ...coordinators, ...admins },
  'let another system in': admins,
  'keep rooms and equipment': admins,
  'see rooms and equipment': { ...coordinators, ...admins },
  'manage the filing': { ...coordinators, ...admins },
  'read the audit trail': auditors,
} as const satisfies Readonly<Record<string, Granted<TablePerson>>>
export type StaffAction = keyof typeof staffPolicies

const everyoneAsking = { ...clinicians, ownCoordinator: always, ownAdmin: always, ownAuditor: always } as const
const everyoneAdvising = { coordinator: sent, chair: sent, secretary: sent, member: sent, invited: sent, decliner: sent, bystander: sent, hubNurse: sent, hubAdmin: sent, hubAuditor: sent, glassHolder: sent, hubVisitor: sent } as const

const underWay: readonly TableState[] = ['lobby', 'live', 'interrupted', 'ended', 'minutes-drafting', 'awaiting-signatures', 'returned']
type Everyone = typeof everyoneAdvising
const within = (row: Everyone, open: readonly TableState[]): Everyone =>
  Object.fromEntries(Object.entries(row).map(([name, states]) => [name, states.filter((state) => open.includes(state))])) as Everyone

/** What the database itself lets through: coarser than the policies, by hospital and by guest, and never less than they allow. */
export const rowPolicies = {
  'find the row': { ...everyoneAsking, ...everyoneAdvising, guest: staffed, glassStranger: sent, visitor: open },
  'change the row': { ...everyoneAsking, ...everyoneAdvising, guest: staffed, visitor: open },
  'find what was sent': { ...everyoneAsking, ...within(everyoneAdvising, sent.filter((state) => state !== 'closed-long-ago')), guest: staffedAndOpen, glassHolder: sent, glassStranger: sent, visitor: open },
  'find what was sent after the contract': { ...everyoneAsking, ...within(everyoneAdvising, underWay), guest: underWay, glassHolder: sent, glassStranger: sent, visitor: open },
} as const satisfies Readonly<Record<string, Granted<TablePerson>>>
export type RowAction = keyof typeof rowPolicies

/** What a system that speaks for a whole hospital finds over FHIR. */
export const systemPolicies = {
  'find the request': { asking: always, advising: sent },
  'find the patient': { asking: always },
  'open what was sent': { asking: always },
} as const satisfies Readonly<Record<string, Granted<TablePlace>>>
export type SystemAction = keyof typeof systemPolicies

/** Whether a table allows one cell. */
export const isGranted = (row: Granted<string>, who: TablePerson | TablePlace, state: TableState): boolean => row[who]?.includes(state) === true

const dayMs = 24 * 3_600_000

interface TableIds {
  readonly person: (name: TablePerson) => PractitionerId
  readonly place: (name: TablePlace) => OrganizationId
}

/** Ids that are their own names, for where nothing is stored. */
export const tableIds: TableIds = { person: (name) => brandId(name), place: (name) => brandId(name) }
/** The same for what belongs to the case. */
export const tableCaseIds: TableCaseIds = { id: brandId('case'), code: 'HC-1', patient: brandId('patient'), snapshot: brandId('snapshot'), session: brandId('session'), document: brandId('document') }

/** A person of the table as an actor, under the ids of a test. */
export const tableActor = (ids: TableIds, name: TablePerson): Actor => ({
  practitioner: ids.person(name), organization: ids.place(tablePeople[name].at), roles: tablePeople[name].roles,
})

/** Whether the person broke the glass of the table's cases, and whether it is still open; null where not. */
export function tableGlass(name: TablePerson): 'open' | 'over' | null {
  const { glass }: TablePlaceOfPerson = tablePeople[name]
  return glass ?? null
}

/** Whether the person goes along with a round that stands before the table's cases. */
export function tableVisits(name: TablePerson): boolean {
  const { visits }: TablePlaceOfPerson = tablePeople[name]
  return visits === true
}

/** The person as the portal knows them at a moment: with the glass of these cases, where it is open, and the patients that a round shows them. */
export const throughGlass = (actor: Actor, name: TablePerson, { glass, visits }: { readonly glass: readonly OpenGlass[]; readonly visits: readonly CaseId[] }): Actor => ({
  ...actor, ...(tableGlass(name) === 'open' && { glass }), ...(tableVisits(name) && { visits }),
})

/** The person's part in the team, or null. */
export function tablePart(name: TablePerson): TeamMember['part'] | null {
  const { team }: TablePlaceOfPerson = tablePeople[name]
  return team?.[0] ?? null
}

function teamAt(ids: TableIds, now: Date): readonly TeamMember[] {
  const invitedAt = new Date(now.getTime() - dayMs / 24)
  return tablePersons.flatMap((name): readonly TeamMember[] => {
    const { at, team }: TablePlaceOfPerson = tablePeople[name]
    if (team === undefined) return []
    const [part, reply] = team
    const invitation = reply === 'pending' ? { reply, invitedAt } as const
      : reply === 'accepted' ? { reply, invitedAt, answeredAt: invitedAt } as const
        : { reply, invitedAt, answeredAt: invitedAt, reason: 'Đang mổ' } as const
    return [{ practitioner: ids.person(name), organization: ids.place(at), part, invitation }]
  })
}

/** Every date of a value, later by so many milliseconds. */
function shifted<T>(value: T, by: number): T {
  if (value instanceof Date) return new Date(value.getTime() + by) as T
  if (Array.isArray(value)) return value.map((one: unknown) => shifted(one, by)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shifted(one as unknown, by)])) as T
}

/** The ids under which a test's store keeps a case, or the examples' own where there is no store. */
export interface TableCaseIds {
  readonly id: ConsultCase['id']
  readonly code: string
  readonly patient: ConsultCase['patient']
  readonly snapshot: SnapshotId
  readonly session: Extract<ConsultCase, { readonly status: 'scheduled' }>['session']['id']
  readonly document: Sha256
}

/** The case of one state between the people of the table, as it stands at `now`. */
export function tableCase(ids: TableIds, state: TableState, { now, own }: { readonly now: Date; readonly own: TableCaseIds }): ConsultCase {
  const status: CaseStatus = state === 'closed-long-ago' ? 'closed' : state
  const age = state === 'closed-long-ago' ? 8 * dayMs : 0
  const example = shifted(exampleCases[status], now.getTime() - exampleNow.getTime() - age)
  const requester = ids.person('requester')
  return {
    ...example,
    ...('legalBasis' in example && example.legalBasis !== null ? { legalBasis: { ...example.legalBasis, recordedBy: requester } } : {}),
    ...('snapshot' in example ? { snapshot: own.snapshot } : {}),
    ...('coordinator' in example ? { coordinator: ids.person('coordinator') } : {}),
    ...('team' in example ? { team: teamAt(ids, now) } : {}),
    ...('session' in example ? { session: { ...example.session, id: own.session } } : {}),
    ...('filing' in example ? { filing: { ...example.filing, document: own.document } } : {}),
    ...('cancellation' in example ? { cancellation: { ...example.cancellation, by: requester } } : {}),
    id: own.id, code: own.code, patient: own.patient, requester,
    requestingOrganization: ids.place('asking'), consultingOrganization: ids.place('advising'),
  }
}

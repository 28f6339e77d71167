import type { ConsultCase, ConsultKind, MemberPart } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import type { CaseStatus, Invitation } from '#core/case/case.ts'
import type { WorkItem, WorkKind } from '#core/case/my-work.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { urgencies } from '#core/case/urgency.ts'
import type { MyWork } from '#core/case/view-my-work.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'

export interface PersonFacts {
  readonly name: string
  readonly title: string
}

/** What the running clock of a row counts, and in which words. */
export type RowClock =
  | { readonly says: 'connect' | 'starts' | 'due'; readonly until: string }
  | { readonly says: 'waiting' | 'running'; readonly since: string }

/** One matter that waits, as the browser may see it. */
export interface WorkRow {
  readonly id: string
  readonly kind: WorkKind
  readonly code: string
  readonly urgency: Urgency
  readonly status: CaseStatus
  readonly consultKind: ConsultKind
  readonly specialty: SpecialtyCode
  readonly patient: PatientFacts
  readonly questions: readonly string[]
  readonly diagnosis: string
  readonly requester: PersonFacts
  readonly from: string
  readonly to: string
  readonly clock: RowClock
  readonly overdue: boolean
  readonly startsAt: string | null
  readonly ask: string | null
  readonly team: readonly (PersonFacts & { readonly part: MemberPart; readonly reply: Invitation['reply'] })[]
}

export interface WorkGroup {
  readonly urgency: Urgency
  readonly rows: readonly WorkRow[]
}

const nobody: PersonFacts = { name: '—', title: '' }

/** Turns what waits into groups by urgency, empty ones left out. */
export function presentWork({ items, names, now }: MyWork): readonly WorkGroup[] {
  const rows = items.map((item) => presentItem(item, names, now))
  return urgencies.map((urgency) => ({ urgency, rows: rows.filter((row) => row.urgency === urgency) })).filter((group) => group.rows.length > 0)
}

function presentItem(item: WorkItem, names: Names, now: Date): WorkRow {
  const one = item.case
  const person = (id: PractitionerId): PersonFacts => {
    const found = names.people.get(id)
    return found ? { name: found.name, title: found.title } : nobody
  }
  const hospital = (id: ConsultCase['requestingOrganization']): string => names.organizations.get(id)?.shortName ?? '—'
  return {
    id: one.id,
    kind: item.kind,
    code: one.code,
    urgency: one.request.urgency,
    status: one.status,
    consultKind: one.request.kind,
    specialty: one.request.specialty,
    patient: { name: one.subject.name, age: spokenAge(one.subject.birthDate, now), sex: one.subject.sex },
    questions: one.request.questions.map((question) => question.text).filter((text) => text.trim() !== ''),
    diagnosis: one.request.provisionalDiagnosis,
    requester: person(one.requester),
    from: hospital(one.requestingOrganization),
    to: hospital(one.consultingOrganization),
    clock: presentClock(item),
    overdue: 'until' in item.clock && item.clock.until < now,
    startsAt: 'session' in one ? one.session.startsAt.toISOString() : null,
    ask: one.status === 'needs-info' ? one.ask.text : null,
    team: teamOf(one).map((member) => ({ ...person(member.practitioner), part: member.part, reply: member.invitation.reply })),
  }
}

function presentClock({ kind, clock, case: one }: WorkItem): RowClock {
  if ('since' in clock) return { says: kind === 'enter-session' ? 'running' : 'waiting', since: clock.since.toISOString() }
  // An invitation to what runs already.
  if (one.status === 'live' || one.status === 'interrupted') return { says: 'running', since: one.session.startsAt.toISOString() }
  const until = clock.until.toISOString()
  if (kind === 'report-outcome') return { says: 'due', until }
  return { says: 'session' in one ? 'starts' : 'connect', until }
}

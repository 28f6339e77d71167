import type { FoundCases } from '#core/case/browse-cases.ts'
import type { CaseStatus, ConsultCase, ConsultKind } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { connectBy } from '#core/case/urgency.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'

/** A case as one line of a list, as the browser may see it. */
export interface CaseRow {
  readonly id: string
  readonly code: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly kind: ConsultKind
  readonly specialty: SpecialtyCode
  readonly patient: PatientFacts
  readonly diagnosis: string
  readonly from: string
  readonly to: string
  readonly requester: { readonly name: string; readonly title: string } | null
  /** Who has it in hand. */
  readonly coordinator: { readonly name: string; readonly title: string } | null
  readonly createdAt: string
  readonly submittedAt: string | null
  readonly startsAt: string | null
  /** By when the parties must be connected; only while they are not yet. */
  readonly connectBy: string | null
}

export interface CasePageFacts {
  readonly total: number
  readonly pageCount: number
  readonly rows: readonly CaseRow[]
}

/** Turns a page of cases into lines. */
export const presentCases = (found: FoundCases, now: Date): CasePageFacts => ({
  total: found.total,
  pageCount: found.pageCount,
  rows: found.cases.map((one) => presentCase(one, found.names, now)),
})

const beforeSession: readonly CaseStatus[] = ['submitted', 'coordinating', 'needs-info', 'assigned', 'scheduled']

function presentCase(one: ConsultCase, names: Names, now: Date): CaseRow {
  const requester = names.people.get(one.requester)
  const coordinator = 'coordinator' in one ? names.people.get(one.coordinator) : undefined
  const submittedAt = 'submittedAt' in one ? one.submittedAt : null
  const waits = submittedAt !== null && beforeSession.includes(one.status)
  return {
    id: one.id,
    code: one.code,
    status: one.status,
    urgency: one.request.urgency,
    kind: one.request.kind,
    specialty: one.request.specialty,
    patient: { name: one.subject.name, age: spokenAge(one.subject.birthDate, now), sex: one.subject.sex },
    diagnosis: one.request.provisionalDiagnosis,
    from: names.organizations.get(one.requestingOrganization)?.shortName ?? '—',
    to: names.organizations.get(one.consultingOrganization)?.shortName ?? '—',
    requester: requester ? { name: requester.name, title: requester.title } : null,
    coordinator: coordinator ? { name: coordinator.name, title: coordinator.title } : null,
    createdAt: one.createdAt.toISOString(),
    submittedAt: submittedAt?.toISOString() ?? null,
    startsAt: 'session' in one ? one.session.startsAt.toISOString() : null,
    connectBy: waits ? (connectBy(one.request.urgency, submittedAt)?.toISOString() ?? null) : null,
  }
}

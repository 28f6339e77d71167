import type { ConsultCase } from '#core/case/case.ts'
import { mayCoordinate, mayWriteMinutes } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { WaitingList } from '#core/minutes/view-waiting.ts'
import type { WaitingStep } from '#core/minutes/waiting.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'

export interface WaitingRow {
  readonly id: string
  readonly code: string
  readonly patient: PatientFacts
  readonly from: string
  readonly to: string
  readonly waitingFor: readonly { readonly name: string; readonly title: string }[]
  readonly overdue: boolean
  readonly mayRemind: boolean
}

export type MinutesRow = WaitingRow & { readonly step: WaitingStep; readonly isAddendum: boolean; readonly version: number; readonly since: string }
export type OutcomeRow = WaitingRow & { readonly dueAt: string }

/** Presents what waits; a reminder is offered only where there is somebody else to remind. */
export function presentWaiting(actor: Actor, { minutes, outcomes, names, now }: WaitingList): { readonly minutes: readonly MinutesRow[]; readonly outcomes: readonly OutcomeRow[] } {
  const row = (one: ConsultCase, waitingFor: readonly PractitionerId[], overdue: boolean): WaitingRow => ({
    id: one.id,
    code: one.code,
    patient: { name: one.subject.name, age: spokenAge(one.subject.birthDate, now), sex: one.subject.sex },
    from: names.organizations.get(one.requestingOrganization)?.shortName ?? '—',
    to: names.organizations.get(one.consultingOrganization)?.shortName ?? '—',
    waitingFor: waitingFor.map((id) => {
      const { name, title } = names.people.get(id) ?? { name: '—', title: '' }
      return { name, title }
    }),
    overdue,
    mayRemind: (mayCoordinate(actor, one) || mayWriteMinutes(actor, one)) && waitingFor.some((id) => id !== actor.practitioner),
  })
  return {
    minutes: minutes.map(({ case: one, waitingFor, overdue, step, isAddendum, version, since }) => ({
      ...row(one, waitingFor, overdue), step, isAddendum, version, since: since.toISOString(),
    })),
    outcomes: outcomes.map(({ case: one, waitingFor, overdue, dueAt }) => ({ ...row(one, [waitingFor], overdue), dueAt: dueAt.toISOString() })),
  }
}

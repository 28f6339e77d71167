import type { CaseStatus, ConsultCase } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import type { PractitionerId } from '#core/shared/ids.ts'

export const stepIds = ['sent', 'coordinated', 'assigned', 'scheduled', 'held', 'minutes', 'filed', 'closed'] as const
export type StepId = (typeof stepIds)[number]

export interface CaseStep {
  readonly id: StepId
  readonly state: 'done' | 'current' | 'todo' | 'stopped'
  readonly who?: string
  readonly at?: string
}

/** The step that a case is in; what comes before is done, what follows is to do. */
const stepOfStatus = {
  draft: 'sent', submitted: 'coordinated', coordinating: 'coordinated', 'needs-info': 'coordinated', rejected: 'coordinated',
  assigned: 'scheduled', scheduled: 'held', lobby: 'held', live: 'held', interrupted: 'held', ended: 'minutes', 'minutes-drafting': 'minutes',
  'awaiting-signatures': 'minutes', returned: 'minutes', signed: 'filed', filed: 'closed', 'awaiting-outcome': 'closed', closed: 'closed',
  cancelled: 'sent',
} as const satisfies Record<CaseStatus, StepId>

type Facts = Partial<Record<StepId, { readonly who?: string; readonly at?: Date }>>

function factsOf(one: ConsultCase, names: Names): Facts {
  const person = (id: PractitionerId): string => names.people.get(id)?.name ?? ''
  const chair = 'team' in one ? one.team.find((member) => member.part === 'chair') : undefined
  return {
    ...('submittedAt' in one && { sent: { who: person(one.requester), at: one.submittedAt } }),
    ...('coordinator' in one && { coordinated: { who: person(one.coordinator) } }),
    ...('assignedAt' in one && { assigned: { at: one.assignedAt, ...(chair && { who: person(chair.practitioner) }) } }),
    ...('session' in one && { scheduled: { at: one.session.startsAt } }),
    ...('startedAt' in one && { held: { at: one.startedAt } }),
    ...('filing' in one && { filed: { at: one.filing.filedAt } }),
    ...('outcome' in one && { closed: { at: one.outcome.recordedAt } }),
    ...(one.status === 'rejected' && { coordinated: { who: person(one.coordinator), at: one.rejection.at } }),
    ...(one.status === 'cancelled' && { sent: { who: person(one.cancellation.by), at: one.cancellation.at } }),
  }
}

/** The case as a line of steps, each with who and when as far as the case tells. */
export function caseSteps(one: ConsultCase, names: Names): readonly CaseStep[] {
  const facts = factsOf(one, names)
  const current = stepIds.indexOf(stepOfStatus[one.status])
  const stopped = one.status === 'cancelled' || one.status === 'rejected'
  return stepIds.map((id, index) => {
    const { who, at } = facts[id] ?? {}
    const state = index < current || one.status === 'closed' ? 'done' : index > current ? 'todo' : stopped ? 'stopped' : 'current'
    return { id, state, ...(who !== undefined && who !== '' && { who }), ...(at && { at: at.toISOString() }) }
  })
}

import { describe, expect, it } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseStatus, ConsultCase } from './case.ts'
import { caseStatuses } from './case.ts'
import {
  mayAnswerForPatient, mayCoordinate, mayEditRequest, mayEnterSession, mayHost, mayReadMinutes, mayRequest, mayViewCase, mayViewSnapshot, mayWriteMinutes,
} from './policy.ts'
import type { ExampleActor } from './testing.ts'
import { exampleActors, exampleCases } from './testing.ts'

const everybody = Object.keys(exampleActors) as readonly ExampleActor[]
const staffed: readonly CaseStatus[] = caseStatuses.filter((status) => 'team' in exampleCases[status])
const sent: readonly CaseStatus[] = caseStatuses.filter((status) => status !== 'draft')
const always = caseStatuses

type May = (actor: Actor, one: ConsultCase) => boolean
/** Who may, and in which states; everybody and every state that is not named may not. */
type Row = readonly [sentence: string, may: May, allowed: Partial<Record<ExampleActor, readonly CaseStatus[]>>]

const table: readonly Row[] = [
  ['open a request', mayRequest, { requester: always, colleague: always, nurse: always, chair: always, secretary: always, decliner: always, bystander: always, stranger: always }],
  ['write a request', mayEditRequest, { requester: always, colleague: always, nurse: always }],
  ['answer for the patient', mayAnswerForPatient, { requester: always }],
  ['coordinate', mayCoordinate, { coordinator: sent }],
  ['see the case', mayViewCase, {
    requester: always, colleague: always, nurse: always, ownCoordinator: always,
    coordinator: sent, chair: staffed, secretary: staffed, decliner: staffed,
  }],
  ['see the snapshot and its images', mayViewSnapshot, { requester: always, colleague: always, nurse: always, chair: staffed, secretary: staffed }],
  ['enter the session', mayEnterSession, { requester: always, coordinator: sent, chair: staffed, secretary: staffed }],
  ['host the session', mayHost, { coordinator: sent, chair: staffed }],
  ['write the minutes', mayWriteMinutes, { chair: staffed, secretary: staffed }],
  ['read the minutes', mayReadMinutes, { requester: always, chair: staffed, secretary: staffed }],
]

describe.each(table)('who may %s', (_sentence, may, allowed) => {
  it.each(everybody)('%s', (name) => {
    const granted = caseStatuses.filter((status) => may(exampleActors[name], exampleCases[status]))
    expect(granted).toEqual(allowed[name] ?? [])
  })
})

describe('access follows the case', () => {
  it('asks for the same hospital, not only the same person', () => {
    const chairElsewhere: Actor = { ...exampleActors.chair, organization: exampleActors.stranger.organization }
    expect(mayViewCase(chairElsewhere, exampleCases.assigned)).toBe(false)
    expect(mayViewSnapshot(chairElsewhere, exampleCases.assigned)).toBe(false)
  })

  it('never lets an administrator or auditor of either hospital read a case', () => {
    for (const status of caseStatuses) {
      for (const name of ['ownAdmin', 'ownAuditor', 'hubAdmin'] as const) expect(mayViewCase(exampleActors[name], exampleCases[status])).toBe(false)
    }
  })
})

import { describe, expect, it } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { AssignedCase, CaseStatus, ConsultCase, TeamMember } from './case.ts'
import { caseStatuses } from './case.ts'
import {
  mayAnswerForPatient, mayCoordinate, mayEditRequest, mayEnterSession, mayHost, mayMaskIdentity, mayReadMinutes, mayRequest, mayViewCase, mayViewSnapshot, mayViewSnapshotByRight, mayWriteMinutes,
  snapshotClosesAt, snapshotOpenAfterCloseMs, type AccessMoment,
} from './policy.ts'
import type { ExampleActor } from './testing.ts'
import { exampleActors, exampleCases, exampleNow, exampleTeam } from './testing.ts'

const everybody = Object.keys(exampleActors) as readonly ExampleActor[]
const staffed: readonly CaseStatus[] = caseStatuses.filter((status) => 'team' in exampleCases[status])
const sent: readonly CaseStatus[] = caseStatuses.filter((status) => status !== 'draft')
const always = caseStatuses

type May = (actor: Actor, one: ConsultCase, at: AccessMoment) => boolean
const linked: AccessMoment = { now: exampleNow, linked: true }
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
  ['mask the identity', mayMaskIdentity, { coordinator: sent, chair: staffed }],
]

describe.each(table)('who may %s', (_sentence, may, allowed) => {
  it.each(everybody)('%s', (name) => {
    const granted = caseStatuses.filter((status) => may(exampleActors[name], exampleCases[status], linked))
    expect(granted).toEqual(allowed[name] ?? [])
  })
})

describe('access follows the case', () => {
  it('asks for the same hospital, not only the same person', () => {
    const chairElsewhere: Actor = { ...exampleActors.chair, organization: exampleActors.stranger.organization }
    expect(mayViewCase(chairElsewhere, exampleCases.assigned)).toBe(false)
    expect(mayViewSnapshot(chairElsewhere, exampleCases.assigned, linked)).toBe(false)
  })

  it('reaches a member of the team from a third hospital, for as long as it reaches the others', () => {
    const { stranger } = exampleActors
    const guest: TeamMember = { practitioner: stranger.practitioner, organization: stranger.organization, part: 'member', invitation: { reply: 'accepted', invitedAt: exampleNow, answeredAt: exampleNow } }
    const one: ConsultCase = { ...(exampleCases.assigned as AssignedCase), team: [...exampleTeam, guest] }
    expect([mayViewCase(stranger, one), mayViewSnapshot(stranger, one, linked), mayCoordinate(stranger, one)]).toEqual([true, true, false])
  })

  it('ends for the team 7 days after the close, and never for those who treat the patient', () => {
    const { closed } = exampleCases
    const closedAt = snapshotClosesAt(closed)?.getTime() ?? 0
    for (const [at, open] of [[closedAt - 1, true], [closedAt, false]] as const) {
      expect(mayViewSnapshot(exampleActors.chair, closed, { now: new Date(at), linked: true })).toBe(open)
      expect(mayViewSnapshot(exampleActors.requester, closed, { now: new Date(at), linked: true })).toBe(true)
    }
    expect(closedAt - exampleNow.getTime()).toBeLessThanOrEqual(snapshotOpenAfterCloseMs)
  })

  it('ends with the contract between the hospitals, but for a consult that is under way, and never for those who treat the patient', () => {
    const opened = (name: ExampleActor): readonly CaseStatus[] => caseStatuses.filter((status) => mayViewSnapshot(exampleActors[name], exampleCases[status], { now: exampleNow, linked: false }))
    const underWay = ['lobby', 'live', 'interrupted', 'ended', 'minutes-drafting', 'awaiting-signatures', 'returned']
    expect([opened('chair'), opened('secretary'), opened('decliner'), opened('requester'), opened('colleague')]).toEqual([underWay, underWay, [], always, always])
  })

  it('stays open behind broken glass, whatever has ended, until its three hours are over', () => {
    const { stranger } = exampleActors
    const until = new Date(exampleNow.getTime() + 1)
    for (const linked of [true, false]) {
      for (const status of ['scheduled', 'live', 'closed'] as const) {
        const one = exampleCases[status]
        const behind: Actor = { ...stranger, glass: [{ id: brandId('glass'), case: one.id, until }] }
        expect([mayViewSnapshot(behind, one, { now: exampleNow, linked }), mayViewSnapshot(behind, one, { now: until, linked }), mayViewSnapshotByRight(behind, one, { now: exampleNow, linked })]).toEqual([true, false, false])
      }
    }
  })

  it('never lets an administrator or auditor of either hospital read a case', () => {
    for (const status of caseStatuses) {
      for (const name of ['ownAdmin', 'ownAuditor', 'hubAdmin'] as const) expect(mayViewCase(exampleActors[name], exampleCases[status])).toBe(false)
    }
  })
})

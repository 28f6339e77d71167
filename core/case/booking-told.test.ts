import { describe, expect, it } from 'vitest'
import type { AuditPayload } from '#core/audit/audit-event.ts'
import { makeAssignTeam } from './assign-team.ts'
import { teamOf, type ConsultCase } from './case.ts'
import type { Notice } from './notice.ts'
import type { CasePorts, Repositories } from './ports.ts'
import { makeScheduleSession } from './schedule-session.ts'
import { exampleActors, exampleCases, exampleNow, exampleTeam } from './testing.ts'

/** One case, and what was written about it. */
function world(one: ConsultCase) {
  const [audited, told]: [AuditPayload[], Notice[]] = [[], []]
  let kept = one
  const repositories = {
    cases: {
      findForChange: () => Promise.resolve(kept),
      save: (next: ConsultCase) => {
        kept = next
        return Promise.resolve()
      },
    },
    directory: { roleOf: () => Promise.resolve({}) },
    audit: { append: ({ payload }: { readonly payload: AuditPayload }) => Promise.resolve(void audited.push(payload)) },
    notices: { add: (notices: readonly Notice[]) => Promise.resolve(void told.push(...notices)) },
    jobs: { enqueue: () => Promise.resolve() },
    assets: { ofCases: () => Promise.resolve([]) },
  } as unknown as Repositories
  let count = 0
  const ports: CasePorts = { atomically: (_actor, work) => work(repositories), clock: () => exampleNow, newId: () => `id-${String((count += 1))}` }
  return { ports, audited, told, kept: () => kept }
}

const { coordinator } = exampleActors
const later = (minutes: number): Date => new Date(exampleNow.getTime() + minutes * 60_000)

describe('a booking', () => {
  it('that is moved leaves its own line in the trail; the first one is told by the case that moves on', async () => {
    const { ports, audited } = world(exampleCases.assigned)
    const book = (startsAt: Date) => makeScheduleSession(ports)(coordinator, { case: exampleCases.assigned.id, startsAt, durationMinutes: 30 })
    expect((await book(later(60))).ok).toBe(true)
    expect(audited.map(({ type }) => type)).toEqual(['case.moved'])
    const moved = await book(later(90))
    expect(moved.ok && audited.slice(1)).toEqual([{ type: 'session.moved', case: 'case', session: moved.ok && moved.value.session.id, startsAt: later(90).toISOString(), durationMinutes: 30 }])
  })
})

describe('a team that is named anew', () => {
  it('tells whoever is left out, but nobody who had declined', async () => {
    const { ports, told, kept } = world(exampleCases.scheduled)
    const [, secretary] = exampleTeam
    const proposals = [
      { practitioner: exampleActors.bystander.practitioner, organization: coordinator.organization, part: 'chair' as const },
      { practitioner: exampleActors.secretary.practitioner, organization: coordinator.organization, part: 'secretary' as const },
    ]
    expect((await makeAssignTeam(ports)(coordinator, { case: exampleCases.scheduled.id, team: proposals })).ok).toBe(true)
    expect(told.map(({ recipient, kind }) => [recipient, kind])).toEqual([['bystander', 'invitation.received'], ['chair', 'invitation.withdrawn']])
    expect(teamOf(kept()).find(({ practitioner }) => practitioner === secretary?.practitioner)?.invitation).toEqual(secretary?.invitation)
  })
})

import { mayEnterSession, mayViewCase } from '#core/case/policy.ts'
import type { CasePorts, CaseRepository } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { LineReadings, LineTest, LineTestRepository } from './line-test.ts'

/** What these verbs touch of the store. */
export interface LineTestStore {
  readonly cases: Pick<CaseRepository, 'find'>
  readonly lineTests: LineTestRepository
}

export interface LineTestPorts extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly atomically: <T>(actor: Actor, work: (store: LineTestStore) => Promise<T>) => Promise<T>
}

/** Keeps a person's result on a case in whose session they take part. */
export const makeKeepLineTest =
  ({ atomically, clock, newId }: LineTestPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly readings: LineReadings }): Promise<Result<LineTest, 'case.not-found' | 'case.not-allowed'>> =>
    atomically(actor, async ({ cases, lineTests }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayEnterSession(actor, one)) return err('case.not-allowed')
      const kept: LineTest = {
        id: brandId(newId()), case: one.id, practitioner: actor.practitioner, organization: actor.organization, takenAt: clock(), readings: input.readings,
      }
      await lineTests.add(kept)
      return ok(kept)
    })

/** The latest result of each site of a case, for everyone who may see the case. */
export const makeViewLineTests =
  ({ atomically }: Pick<LineTestPorts, 'atomically'>) =>
  (actor: Actor, caseId: CaseId): Promise<readonly LineTest[]> =>
    atomically(actor, async ({ cases, lineTests }) => {
      const one = await cases.find(caseId)
      if (one === null || !mayViewCase(actor, one)) return []
      const newestFirst = await lineTests.of(caseId)
      return newestFirst.filter(({ organization }, index) => newestFirst.findIndex((other) => other.organization === organization) === index)
    })

/** A session is near when it begins within a day, or began less than its own length ago. */
const near = { before: 24 * 3_600_000, after: 2 * 3_600_000 } as const

interface NearestPorts extends Pick<CasePorts, 'clock'> {
  readonly atomically: <T>(actor: Actor, work: (store: { readonly cases: Pick<CaseRepository, 'list'> }) => Promise<T>) => Promise<T>
}

/** The case of the actor's next session, or null when none is near. */
export const makeNearestSession =
  ({ atomically, clock }: NearestPorts) =>
  async (actor: Actor): Promise<CaseId | null> => {
    const now = clock()
    const window = { from: new Date(now.getTime() - near.after), until: new Date(now.getTime() + near.before) }
    const { cases } = await atomically(actor, (store) =>
      store.cases.list({ involving: actor.practitioner, statuses: ['scheduled', 'lobby', 'live', 'interrupted'], sessionWithin: window, limit: 20, offset: 0 }),
    )
    const [first] = cases
      .flatMap((one) => ('session' in one && mayEnterSession(actor, one) ? [one] : []))
      .sort((a, b) => a.session.startsAt.getTime() - b.session.startsAt.getTime())
    return first?.id ?? null
  }

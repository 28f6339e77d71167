import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsultCase } from '#core/case/case.ts'
import { tablePersons, type TableState } from '#core/case/test-policies.ts'
import { brandId, type SignInId } from '#core/shared/ids.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

/** The one question for everybody is answered as each of them alone would be. */

let database: TestDatabase
let world: PolicyWorld

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
}, 60_000)
afterAll(async () => {
  await world.close()
  await database.drop()
})

const placeOf = (name: (typeof tablePersons)[number], state: TableState) => ({ actor: world.actor(name), case: world.caseIn(state).id })

describe('standings', () => {
  it('hands everybody of the table the case, masked or whole, that they find by themselves, and nobody another', async () => {
    // One state for each way in which the database shows a case to somebody, or does not.
    const states = ['draft', 'submitted', 'live', 'closed-long-ago', 'cancelled'] as const
    const places = states.flatMap((state) => tablePersons.map((name) => placeOf(name, state)))
    const alone: (ConsultCase | null)[] = []
    for (const { actor, case: id } of places) alone.push(await world.store.read(actor, ({ cases }) => cases.find(id)))
    const atOnce = await world.store.standings(places)
    expect(atOnce.map((one) => one?.one ?? null)).toEqual(alone)
    expect(new Set(alone.map((one) => one === null))).toEqual(new Set([true, false]))
  })

  it('finds whoever has another role, another hospital or an ended sign-in without standing, and nobody beside them', async () => {
    const [chair, member, requester] = [placeOf('chair', 'live'), placeOf('member', 'live'), placeOf('requester', 'live')]
    const places = [
      chair,
      { ...member, actor: { ...member.actor, roles: ['doctor', 'coordinator'] as const } },
      { ...member, actor: { ...member.actor, organization: requester.actor.organization } },
      { ...requester, actor: { ...requester.actor, signIn: brandId<SignInId>('ended') } },
      requester,
    ]
    expect((await world.store.standings(places)).map((one) => one?.one.id ?? null)).toEqual([chair.case, null, null, null, requester.case])
  })

  it('asks nothing for nobody', async () => {
    expect(await world.store.standings([])).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { makeTakeLeave, makeViewRoster } from '#core/directory/keep-roster.ts'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'own' | 'other', TestHospital>

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['own', 'other'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const clock = (): Date => new Date('2026-11-22T08:00:00Z')
const window = { from: new Date('2026-12-01T00:00:00Z'), until: new Date('2026-12-31T00:00:00Z') }

async function takeLeave(actor: Actor, practitioner: PractitionerId): Promise<string> {
  const ports = { atomically: store.atomically, clock, newId: () => randomUUID() }
  const taken = await makeTakeLeave(ports)(actor, { practitioner, startsAt: new Date('2026-12-03T00:00:00Z'), endsAt: new Date('2026-12-05T00:00:00Z'), reason: 'Nghỉ phép' })
  return taken.ok ? 'taken' : taken.error
}

test('leave is taken for oneself, or by who keeps the roster for people of the hospital and for nobody else', async () => {
  const { coordinator, doctor, colleague } = hospitals.own
  expect([
    await takeLeave(doctor, doctor.practitioner),
    await takeLeave(coordinator, colleague.practitioner),
    await takeLeave(doctor, colleague.practitioner),
    await takeLeave(coordinator, brandId<PractitionerId>(randomUUID())),
    await takeLeave(coordinator, hospitals.other.doctor.practitioner),
  ]).toEqual(['taken', 'taken', 'roster.not-allowed', 'roster.unknown-person', 'roster.unknown-person'])
  const { leaves } = await makeViewRoster({ read: store.read, clock })(coordinator, window)
  expect(leaves.map(({ practitioner }) => practitioner).toSorted()).toEqual([doctor.practitioner, colleague.practitioner].toSorted())
  expect((await makeViewRoster({ read: store.read, clock })(hospitals.other.coordinator, window)).leaves).toEqual([])
})

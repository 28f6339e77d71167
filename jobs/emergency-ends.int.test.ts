import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeNameSecretary } from '#core/case/name-secretary.ts'
import { makeInterruptSession } from '#core/case/run-session.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeAcceptRing } from '#core/emergency/answer-ring.ts'
import { makeConclude } from '#core/emergency/conclude.ts'
import { makeTreatPatient, makeViewFollowUps } from '#core/emergency/follow-up.ts'
import { makeRingDue } from '#core/emergency/ring-due.ts'
import { makeWatchRings } from '#core/emergency/view-emergency.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { createStore } from '#prisma/store.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { createEmergencyWorld, pressButton, type EmergencyWorld } from './test-emergency.ts'

let database: TestDatabase
let store: Store
let platform: Store
let world: EmergencyWorld
let now = Date.now()
const clock = (): Date => new Date(now)
const ports = () => ({ atomically: store.atomically, read: store.read, forCaller: platform.forCaller, clock, newId: () => randomUUID() })

beforeAll(async () => {
  database = await createTestDatabase()
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  platform = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  world = await createEmergencyWorld(database.appUrl, clock())
})
afterAll(async () => {
  await Promise.all([store.close(), platform.close()])
  await database.drop()
})

const tasksOf = async (who: Actor, id: CaseId): Promise<readonly string[]> => {
  const seen = await makeViewFollowUps(ports())(who)
  if (!seen.ok) throw new Error(seen.error)
  return seen.value.items.find((item) => item.case.id === id)?.tasks ?? []
}

/** A nurse presses the button. */
const pressedByNurse = async (): Promise<{ readonly id: CaseId; readonly nurse: Actor }> => {
  const nurse: Actor = { ...world.district.doctor, roles: ['nurse'] }
  return { id: await pressButton(store, { ...world, district: { ...world.district, doctor: nurse } }, clock), nurse }
}

describe('an emergency that ends', () => {
  test('alone is called off: nobody can write minutes of it, and its review is left', async () => {
    const { id, nurse } = await pressedByNurse()
    expect(await makeConclude(ports())(nurse, { case: id })).toMatchObject({ ok: true, value: { status: 'cancelled', cancellation: { by: nurse.practitioner } } })
    expect(await tasksOf(nurse, id)).toEqual(['review'])
  })

  test('gets its secretary and its treating doctor afterwards, where the call went without them', async () => {
    const { id, nurse } = await pressedByNurse()
    const { district, central } = world
    expect((await makeAcceptRing(ports())(central.doctor, { case: id })).ok).toBe(true)
    expect(await makeConclude(ports())(central.doctor, { case: id })).toMatchObject({ ok: true, value: { status: 'ended' } })
    expect(await tasksOf(nurse, id)).toContain('treating-doctor')

    const named = await makeNameSecretary(ports())(central.doctor, { case: id, secretary: central.colleague.practitioner })
    expect(named.ok && named.value.team.map(({ part }) => part)).toEqual(['chair', 'secretary'])
    const treat = makeTreatPatient(ports())
    expect(await treat(nurse, { case: id })).toEqual({ ok: false, error: 'case.not-allowed' })
    expect(await treat(central.colleague, { case: id })).toEqual({ ok: false, error: 'emergency.not-found' })
    expect(await treat(district.colleague, { case: id })).toEqual({ ok: true, value: null })
    expect(await store.read(district.colleague, async ({ cases }) => (await cases.find(id))?.requester)).toBe(district.colleague.practitioner)
    expect(await tasksOf(nurse, id)).not.toContain('treating-doctor')
    expect(await treat(district.doctor, { case: id })).toEqual({ ok: false, error: 'case.wrong-state' })
  })

  test('by everybody leaving is reviewed like any other, and rings nobody days later', async () => {
    const { id, nurse } = await pressedByNurse()
    const pressed = now
    now += 15_000
    await makeRingDue(ports())({ case: id })
    const ringing = async (): Promise<boolean> => (await makeWatchRings(ports())(world.central.doctor)).items.some(({ call }) => call.case === id)
    expect((await makeInterruptSession(ports())(nurse, { case: id })).ok).toBe(true)
    expect([await ringing(), await tasksOf(nurse, id)]).toEqual([true, []])
    now = pressed + 6 * 3_600_000
    expect([await ringing(), await tasksOf(nurse, id)]).toEqual([false, ['identity', 'treating-doctor', 'informed', 'minutes', 'review']])
  })
})

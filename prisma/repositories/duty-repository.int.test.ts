import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { makeAskSwap, makePlanShifts, makeSettleSwap, makeTakeLeave, makeViewRoster } from '#core/directory/keep-roster.ts'
import { brandId, type DepartmentId, type PractitionerId } from '#core/shared/ids.ts'
import { withSql } from '#infra/testing/sql.ts'
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

test('a shift is taken over by a colleague who agrees, and by nobody who stands in it already', async () => {
  const { id, coordinator, doctor, colleague } = hospitals.own
  const ports = { atomically: store.atomically, clock, newId: () => randomUUID() }
  const department = brandId<DepartmentId>(randomUUID())
  await withSql(database.adminUrl, (admin) => admin.query(`INSERT INTO department (id, organization_id, code, name) VALUES ($1, $2, 'K01', 'Tim mạch')`, [department, id]))
  const plan = (person: Actor, position: number, day: string) =>
    makePlanShifts(ports)(coordinator, [{ department, practitioner: person.practitioner, position, startsAt: new Date(`${day}T00:00:00Z`), endsAt: new Date(`${day}T12:00:00Z`) }])
  const roster = () => makeViewRoster({ read: store.read, clock })(coordinator, window)
  const ask = async (day: string) => {
    const mine = (await roster()).shifts.find(({ practitioner, startsAt }) => practitioner === doctor.practitioner && startsAt.toISOString().startsWith(day))
    return mine === undefined ? 'no shift' : makeAskSwap(ports)(doctor, { shift: mine.id, to: colleague.practitioner })
  }
  const accept = async () => {
    const [swap] = (await roster()).swaps
    return swap === undefined ? 'not asked' : makeSettleSwap(ports)(colleague, { swap: swap.id, answer: 'accepted' })
  }
  const [first, second] = ['2026-12-10', '2026-12-11']
  await plan(doctor, 1, first)
  await plan(colleague, 2, first)
  expect(await ask(first)).toEqual({ ok: false, error: 'roster.already-on-it' })
  await plan(doctor, 1, second)
  expect(await ask(second)).toEqual({ ok: true, value: null })
  // The roster went on meanwhile.
  await plan(colleague, 2, second)
  expect(await accept()).toEqual({ ok: false, error: 'roster.already-on-it' })
  const { shifts, swaps } = await roster()
  expect([shifts.map(({ practitioner }) => practitioner === doctor.practitioner), swaps.length]).toEqual([[true, true, false, false], 1])
  await withSql(database.adminUrl, (admin) => admin.query('DELETE FROM duty_shift WHERE practitioner_id = $1', [colleague.practitioner]))
  expect(await accept()).toEqual({ ok: true, value: null })
  expect((await roster()).shifts.map(({ practitioner }) => practitioner === doctor.practitioner)).toEqual([true, false])
})

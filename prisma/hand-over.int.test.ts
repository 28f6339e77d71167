import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConsultCase } from '#core/case/case.ts'
import { makeAnswerHandover, makeHandOver, makeWithdrawHandover } from '#core/case/hand-over.ts'
import { makeReadNotices } from '#core/case/read-notices.ts'
import type { Actor } from '#core/directory/actor.ts'
import { scopedDb } from './repositories/scoped-db.ts'
import { createStore, type Store } from './store.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'
import { openCase } from './test-cases.ts'
import { createHospitals, type TestHospital } from './test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let next: Actor
const ports = () => ({ atomically: store.atomically, clock: () => new Date(), newId: () => randomUUID() })

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  // A second coordinator at the hub.
  next = { ...hospitals.hub.auditor, roles: ['coordinator'] }
  const { client, close } = openScopedClient({ url: database.appUrl, applicationName: 'test' })
  const asAdmin = scopedDb(client, { organization: hospitals.hub.id, practitioner: null, roles: ['admin'] })
  await asAdmin((db) => db.practitionerRole.updateMany({ where: { practitionerId: next.practitioner }, data: { roles: ['coordinator'] } }))
  await close()
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const stored = (id: ConsultCase['id']): Promise<ConsultCase | null> => store.atomically(hospitals.hub.coordinator, ({ cases }) => cases.find(id))
const toldTo = async (person: Actor, id: ConsultCase['id']): Promise<readonly string[]> =>
  (await makeReadNotices({ read: store.read })(person)).latest.filter((notice) => notice.case === id).map(({ kind }) => kind)

test('is offered with a note, told, and changes hands when the other coordinator takes it', async () => {
  const { coordinator } = hospitals.hub
  const { id } = await openCase(store, hospitals, 'assigned')
  const note = 'Đã mời tim mạch, chờ trả lời'
  expect(await makeHandOver(ports())(coordinator, { case: id, to: next.practitioner, note })).toMatchObject({ ok: true, value: { coordinator: coordinator.practitioner } })
  expect(await stored(id)).toMatchObject({ coordinator: coordinator.practitioner, handover: { by: coordinator.practitioner, to: next.practitioner, note } })
  const mine = await store.read(next, ({ cases }) => cases.list({ involving: next.practitioner, limit: 20, offset: 0 }))
  expect(mine.cases.map((one) => one.id)).toContain(id)
  expect(await makeAnswerHandover(ports())(coordinator, { case: id, accepts: true })).toEqual({ ok: false, error: 'handover.not-offered' })
  expect(await makeAnswerHandover(ports())(next, { case: id, accepts: true })).toMatchObject({ ok: true })
  const held = await stored(id)
  expect(held).toMatchObject({ coordinator: next.practitioner })
  expect(held).not.toHaveProperty('handover')
  expect([await toldTo(next, id), await toldTo(coordinator, id)]).toEqual([['handover.offered'], ['handover.taken']])
})

test('stays where it is when it is declined or taken back', async () => {
  const { coordinator } = hospitals.hub
  const { id } = await openCase(store, hospitals, 'scheduled')
  const offer = () => makeHandOver(ports())(coordinator, { case: id, to: next.practitioner, note: 'Hết ca trực' })
  await offer()
  expect(await makeAnswerHandover(ports())(next, { case: id, accepts: false })).toMatchObject({ ok: true })
  await offer()
  expect(await makeWithdrawHandover(ports())(coordinator, { case: id })).toMatchObject({ ok: true })
  expect(await stored(id)).toMatchObject({ coordinator: coordinator.practitioner })
  expect(await toldTo(coordinator, id)).toEqual(['handover.declined'])
})

test('is taken over at once by a colleague, and handed to nobody who coordinates nothing', async () => {
  const { coordinator, doctor } = hospitals.hub
  const { id } = await openCase(store, hospitals, 'live')
  const hand = (actor: Actor, to: Actor) => makeHandOver(ports())(actor, { case: id, to: to.practitioner, note: 'x' })
  expect([await hand(coordinator, doctor), await hand(coordinator, hospitals.district.coordinator), await hand(hospitals.district.coordinator, next)]).toEqual([
    { ok: false, error: 'handover.no-coordinator' }, { ok: false, error: 'handover.no-coordinator' }, { ok: false, error: 'case.not-allowed' },
  ])
  expect(await hand(next, next)).toMatchObject({ ok: true, value: { coordinator: next.practitioner } })
  expect(await toldTo(coordinator, id)).toEqual(['handover.taken'])
})

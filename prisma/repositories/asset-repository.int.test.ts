import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAddAsset, makeChangeAsset, type AssetDescription } from '#core/asset/keep-assets.ts'
import { makeOfferAssets, makeReserveAssets } from '#core/asset/reserve-assets.ts'
import { makeReturnToService, makeTakeOutOfService } from '#core/asset/service-assets.ts'
import { makeViewAssets } from '#core/asset/view-assets.ts'
import { makeCancelCase } from '#core/case/cancel-case.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { makeReadNotices } from '#core/case/read-notices.ts'
import { makeScheduleSession } from '#core/case/schedule-session.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeMoveMeeting, makePlanMeeting } from '#core/meeting/plan-meeting.ts'
import { makeForeseeMeeting } from '#core/meeting/view-meetings.ts'
import type { AssetId } from '#core/shared/ids.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, linkHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'hub' | 'elsewhere', TestHospital>
const now = new Date('2026-11-22T08:00:00Z')
const zone = 7 * 3_600_000

const ports = () => ({
  atomically: store.atomically, read: store.read, clock: () => now, newId: () => randomUUID(),
  today: (at: Date) => new Date(at.getTime() + zone).toISOString().slice(0, 10), momentOf: (date: string, time: string) => new Date(`${date}T${time}:00+07:00`),
})
/** Whoever administers a hospital; the trail knows no such person, which it does not ask. */
const adminOf = ({ auditor }: TestHospital): Actor => ({ ...auditor, roles: ['admin'] })

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'elsewhere'])
  await linkHospitals(database.appUrl, { hub: hospitals.hub, satellite: hospitals.district })
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

let counter = 0
const described = (more: Partial<AssetDescription> = {}): AssetDescription => ({ kind: 'consult-room', name: `Phòng ${++counter}`, seats: 10, department: null, note: '', ...more })
async function room(hospital: TestHospital, more: Partial<AssetDescription> = {}): Promise<AssetId> {
  const added = await makeAddAsset(ports())(adminOf(hospital), described(more))
  if (!added.ok) throw new Error(added.error)
  return added.value
}
const at = (time: string): Date => new Date(`2026-12-01T${time}:00+07:00`)
async function booked(time: string, assets: readonly AssetId[] = []): Promise<ConsultCase> {
  const one = await openCase(store, hospitals, 'assigned')
  const done = await book(one, time, assets)
  if (!done.ok) throw new Error(done.error)
  return done.value
}
const book = (one: Pick<ConsultCase, 'id'>, time: string, assets?: readonly AssetId[]) =>
  makeScheduleSession(ports())(hospitals.hub.coordinator, { case: one.id, startsAt: at(time), durationMinutes: 60, ...(assets !== undefined && { assets }) })
const reserve = (actor: Actor, one: Pick<ConsultCase, 'id'>, assets: readonly AssetId[]) => makeReserveAssets(ports())(actor, { case: one.id, assets })
const heldBy = (actor: Actor, one: Pick<ConsultCase, 'id'>): Promise<readonly AssetId[]> =>
  store.read(actor, async ({ assets }) => (await assets.ofCases([one.id])).map(({ asset }) => asset).toSorted())
const toldTo = async (actor: Actor, kind: string, one: Pick<ConsultCase, 'id'>): Promise<boolean> =>
  (await makeReadNotices({ read: store.read })(actor)).latest.some((notice) => notice.case === one.id && notice.kind === kind)
const codeOf = (answer: { readonly ok: boolean; readonly error?: string }): string => (answer.ok ? 'ok' : (answer.error ?? ''))

test('the list is kept by the own administrator, read by the coordinator, and by nobody of another hospital', async () => {
  const { hub, district } = hospitals
  const id = await room(hub, { name: 'Phòng hội chẩn tầng 3' })
  const names = async (actor: Actor): Promise<unknown> => {
    const seen = await makeViewAssets(ports())(actor)
    return seen.ok ? seen.value.assets.map(({ asset }) => asset.name) : seen.error
  }
  expect([await names(hub.coordinator), await names(district.coordinator), await names(hub.doctor)]).toEqual([['Phòng hội chẩn tầng 3'], [], 'asset.not-allowed'])
  const add = async (actor: Actor, more: Partial<AssetDescription>) => codeOf(await makeAddAsset(ports())(actor, described(more)))
  expect([
    await add(hub.coordinator, {}), await add(adminOf(hub), { name: '  phòng HỘI chẩn tầng 3 ' }), await add(adminOf(hub), { name: ' ' }),
    await add(adminOf(hub), { kind: 'cart', seats: 4 }), await add(adminOf(hub), { seats: 0 }), await add(adminOf(hub), { department: randomUUID() as never }),
  ]).toEqual(['asset.not-allowed', 'asset.name-taken', 'asset.no-name', 'asset.bad-seats', 'asset.bad-seats', 'asset.unknown-department'])
  expect(codeOf(await makeChangeAsset(ports())(adminOf(district), { ...described(), asset: id }))).toBe('asset.not-found')
})

test('a session has the rooms that each of its two hospitals reserves, and a third one reserves and sees nothing', async () => {
  const { hub, district, elsewhere } = hospitals
  const [there, here, foreign] = [await room(hub), await room(district), await room(elsewhere)]
  const one = await booked('08:00', [there])
  expect(codeOf(await reserve(district.doctor, one, [here]))).toBe('ok')
  for (const actor of [hub.coordinator, district.doctor, district.coordinator]) expect(await heldBy(actor, one)).toEqual([there, here].toSorted())
  expect(await heldBy(elsewhere.coordinator, one)).toEqual([])
  expect(codeOf(await reserve(elsewhere.coordinator, one, [foreign]))).toBe('case.not-found')
  expect([codeOf(await reserve(hub.colleague, one, [])), codeOf(await reserve(hub.coordinator, one, [here])), codeOf(await reserve(district.coordinator, one, [there]))])
    .toEqual(['case.not-allowed', 'asset.not-found', 'asset.not-found'])
  // What is reserved is known by name; what else the other hospital has, and who has it, is not.
  const names = (actor: Actor) => store.read(actor, async ({ assets }) => (await assets.ofCases([one.id])).map(({ name }) => name).length)
  expect([await names(district.doctor), await names(hub.coordinator)]).toEqual([2, 2])
  const offered = await makeOfferAssets(ports())(district.coordinator, { case: one.id, startsAt: at('08:00'), durationMinutes: 60 })
  expect(offered.ok && offered.value.map(({ asset, held, taken }) => [asset.id, held, taken])).toEqual([[here, true, null]])
})

test('of two who reserve one room at the same moment one is told that it is taken', async () => {
  const { hub } = hospitals
  for (let round = 0; round < 5; round++) {
    const wanted = await room(hub)
    const [first, second] = [await booked('10:00'), await booked('10:30')]
    const answers = await Promise.all([reserve(hub.coordinator, first, [wanted]), book(second, '10:30', [wanted])])
    expect(answers.map(codeOf).toSorted()).toEqual(['asset.taken', 'ok'])
    const held = [...(await heldBy(hub.coordinator, first)), ...(await heldBy(hub.coordinator, second))]
    expect(held).toEqual([wanted])
  }
})

test('the database itself lets nothing be reserved twice, whoever writes', async () => {
  const { hub } = hospitals
  const wanted = await room(hub)
  const one = await booked('12:00', [wanted])
  const insert = (from: string, until: string) => rowsBySql(database.adminUrl,
    `INSERT INTO asset_reservation (id, asset_id, organization_id, case_id, starts_at, ends_at, reserved_by_id, reserved_at) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, now())`,
    [wanted, hub.id, one.id, at(from), at(until), hub.coordinator.practitioner])
  await expect(insert('12:59', '13:30')).rejects.toMatchObject({ code: '23P01', constraint: 'never_twice' })
  await expect(insert('13:00', '13:30')).resolves.toEqual([])
  await expect(rowsBySql(database.adminUrl, 'DELETE FROM asset_reservation WHERE asset_id = $1', [wanted])).rejects.toThrow()
})

test('a moved session takes its rooms along; a hospital whose room is not free then is told', async () => {
  const { hub, district } = hospitals
  const [there, here] = [await room(hub), await room(district)]
  const one = await booked('14:00', [there])
  await reserve(district.coordinator, one, [here])
  const other = await booked('16:00')
  await reserve(district.doctor, other, [here])
  expect(codeOf(await book(one, '15:00'))).toBe('ok')
  expect(await heldBy(hub.coordinator, one)).toEqual([there, here].toSorted())
  // At 16:00 the district's room is the other case's.
  expect(codeOf(await book(one, '16:00', [there]))).toBe('ok')
  expect(await heldBy(hub.coordinator, one)).toEqual([there])
  expect([await toldTo(district.coordinator, 'asset.lost', one), await toldTo(hub.coordinator, 'asset.lost', one)]).toEqual([true, false])
  // What one wishes for must be free, and then nothing moves.
  const third = await booked('18:00')
  expect(codeOf(await book(third, '16:30', [there]))).toBe('asset.taken')
  const session = (await store.read(hub.coordinator, ({ cases }) => cases.find(third.id)))
  expect(session).toMatchObject({ session: { startsAt: at('18:00') } })
})

test('with the session, its rooms are free again', async () => {
  const { hub, district } = hospitals
  const wanted = await room(hub)
  const one = await booked('20:00', [wanted])
  expect(codeOf(await makeCancelCase(ports())(district.doctor, { case: one.id, reason: 'Người bệnh đã ổn' }))).toBe('ok')
  const next = await booked('20:00')
  expect(codeOf(await reserve(hub.coordinator, next, [wanted]))).toBe('ok')
})

test('out of service, it is lost by whatever had it, whose coordinator is told, and cannot be reserved until it is back', async () => {
  const { hub, district } = hospitals
  const here = await room(district)
  const one = await booked('21:00')
  await reserve(district.doctor, one, [here])
  expect(codeOf(await makeTakeOutOfService(ports())(district.coordinator, here))).toBe('asset.not-allowed')
  const lost = await makeTakeOutOfService(ports())(adminOf(district), here)
  expect(lost.ok && lost.value.map(({ caseCode }) => caseCode)).toEqual([one.code])
  for (const actor of [district.coordinator, district.doctor]) expect(await toldTo(actor, 'asset.lost', one)).toBe(true)
  expect(await heldBy(hub.coordinator, one)).toEqual([])
  expect(codeOf(await reserve(district.doctor, one, [here]))).toBe('asset.out-of-service')
  await makeReturnToService(ports())(adminOf(district), here)
  expect(codeOf(await reserve(district.doctor, one, [here]))).toBe('ok')
})

test('a meeting that returns has its room on each day on which it is free, and follows its changes', async () => {
  const { hub } = hospitals
  const wanted = await room(hub)
  const spare = await room(hub)
  await booked('09:00', [wanted])
  const plan = {
    title: 'Giao ban có phòng', chair: hub.doctor.practitioner, people: [], assets: [wanted],
    rule: { cadence: 'weekly', startsOn: '2026-12-01', lastOn: '2026-12-22' }, startTime: '09:30', durationMinutes: 60, onHoliday: 'skip',
  } as const
  const foreseen = await makeForeseeMeeting(ports())(hub.coordinator, plan)
  expect(foreseen.ok && foreseen.value.map(({ date, taken, free }) => [date, taken.length, free.includes(spare)])).toEqual([
    ['2026-12-01', 1, true], ['2026-12-08', 0, true], ['2026-12-15', 0, true], ['2026-12-22', 0, true],
  ])
  const planned = await makePlanMeeting(ports())(hub.coordinator, plan)
  if (!planned.ok) throw new Error(planned.error)
  const days = () => store.read(hub.coordinator, async ({ assets }) => (await assets.ofMeetings([planned.value], now)).map(({ slot }) => slot.from.toISOString()))
  expect(await days()).toEqual(['2026-12-08T02:30:00.000Z', '2026-12-15T02:30:00.000Z', '2026-12-22T02:30:00.000Z'])
  await makeMoveMeeting(ports())(hub.coordinator, { meeting: planned.value, on: '2026-12-08', scope: 'one', date: '2026-12-09', startTime: '07:00', durationMinutes: 30 })
  expect(await days()).toEqual(['2026-12-09T00:00:00.000Z', '2026-12-15T02:30:00.000Z', '2026-12-22T02:30:00.000Z'])
  const one = await booked('11:00')
  const clash = await makeOfferAssets(ports())(hub.coordinator, { case: one.id, startsAt: new Date('2026-12-15T02:00:00Z'), durationMinutes: 60 })
  expect(clash.ok && clash.value.find(({ asset }) => asset.id === wanted)?.taken?.title).toBe('Giao ban có phòng')
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeMarkNoticesRead, makeReadNotices } from '#core/case/read-notices.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { makeEndRound } from '#core/round/move-round.ts'
import { makeOpenConsult } from '#core/round/open-consult.ts'
import { makePlanRound } from '#core/round/plan-round.ts'
import { makeListRounds, makeViewRound } from '#core/round/view-rounds.ts'
import { makeWithVisits } from '#core/round/visits.ts'
import { makeWriteNote } from '#core/round/write-note.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { withSql } from '#infra/testing/sql.ts'
import { openCase } from '#prisma/test-cases.ts'
import { goTo as moveTo, newMeeting, now, on, openRoundWorld, planRound, reach as reached, stored as storedCase, type RoundWorld } from '#prisma/test-rounds.ts'

let world: RoundWorld
let database: RoundWorld['database']
let admin: RoundWorld['admin']
let store: RoundWorld['store']
let hospitals: RoundWorld['hospitals']
let ports: RoundWorld['ports']
let meeting: MeetingId

beforeAll(async () => {
  world = await openRoundWorld()
  ;({ database, admin, store, hospitals, ports } = world)
})
afterAll(() => world.close())
beforeEach(async () => {
  meeting = await newMeeting(world)
})

const planned = (count?: number) => planRound(world, meeting, count)
const goTo = (actor: Actor, round: RoundId, to: CaseId) => moveTo(world, actor, { round, to })
const stored = (id: CaseId) => storedCase(world, id)
const reach = (person: Actor, id: CaseId) => reached(world, person, id)

test('books each patient of a day in order, and nobody but the coordinators of the hospital plans it', async () => {
  const { round, patients } = await planned(3)
  const times = await Promise.all(patients.map(async (id) => {
    const one = await stored(id)
    return one !== null && 'session' in one ? [one.status, one.session.startsAt.toISOString(), one.session.durationMinutes] : null
  }))
  expect(times).toEqual([['scheduled', '2026-12-03T07:00:00.000Z', 15], ['scheduled', '2026-12-03T07:15:00.000Z', 15], ['scheduled', '2026-12-03T07:30:00.000Z', 15]])
  const again = (actor: Actor, more: object = {}) => makePlanRound(ports)(actor, { meeting, on, patients: patients.toReversed(), minutesEach: 20, ...more })
  expect(await again(hospitals.hub.doctor)).toEqual({ ok: false, error: 'meeting.not-allowed' })
  expect(await again(hospitals.elsewhere.coordinator)).toEqual({ ok: false, error: 'meeting.not-allowed' })
  expect(await again(hospitals.hub.coordinator)).toEqual({ ok: true, value: round })
  expect((await store.read(hospitals.hub.coordinator, ({ rounds }) => rounds.find(round)))?.patients).toEqual(patients.toReversed())
  expect(await again(hospitals.hub.coordinator, { on: '2026-12-04' })).toEqual({ ok: false, error: 'round.bad-time' })
  expect(await again(hospitals.hub.coordinator, { minutesEach: 0 })).toEqual({ ok: false, error: 'round.bad-time' })
  expect(await again(hospitals.hub.coordinator, { patients: [] })).toEqual({ ok: false, error: 'round.no-patients' })
  expect(await again(hospitals.hub.coordinator, { patients: [(await openCase(store, hospitals, 'coordinating')).id] })).toEqual({ ok: false, error: 'round.not-ready' })
  expect(await again(hospitals.hub.coordinator, { on: '2026-12-10' })).toEqual({ ok: false, error: 'round.taken' })
})

test('tells whoever is expected that a day has its patients, and again where they or their order change, and of no patient', async () => {
  const { hub, elsewhere, district } = hospitals
  const told = async (actor: Actor) => (await makeReadNotices(store)(actor)).latest.filter(({ kind, readAt }) => readAt === null && kind.startsWith('round.'))
  for (const actor of [hub.doctor, hub.coordinator, elsewhere.doctor, district.colleague]) await makeMarkNoticesRead(ports)(actor, {})
  const { patients } = await planned()
  const again = (order: readonly CaseId[]) => makePlanRound(ports)(hub.coordinator, { meeting, on, patients: order, minutesEach: 15 })
  await again(patients)
  for (const actor of [hub.doctor, elsewhere.doctor, district.colleague]) expect(await told(actor)).toMatchObject([{ kind: 'round.planned', case: null, caseCode: '' }])
  await again(patients.toReversed())
  for (const actor of [hub.doctor, elsewhere.doctor, district.colleague]) expect((await told(actor)).map(({ kind }) => kind).toSorted()).toEqual(['round.changed', 'round.planned'])
  for (const actor of [hub.coordinator, hub.colleague, elsewhere.colleague]) expect(await told(actor)).toEqual([])
})

test('shows whoever goes along the patient before whom it stands, from any hospital, and the one before no longer', async () => {
  const { round, patients: [first, second] } = await planned()
  const { hub, elsewhere } = hospitals
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  const along = elsewhere.doctor
  const both = async (person: Actor): Promise<readonly string[]> => [await reach(person, first), await reach(person, second)]
  expect(await both(along)).toEqual(['nothing', 'nothing'])
  expect(await goTo(hub.doctor, round, first)).toMatchObject({ ok: true })
  expect(await both(along)).toEqual(['enters, sees the record, listed', 'nothing'])
  expect(await both(elsewhere.colleague)).toEqual(['nothing', 'nothing'])
  expect(await goTo(hub.doctor, round, second)).toMatchObject({ ok: true })
  expect(await both(along)).toEqual(['nothing', 'enters, sees the record, listed'])
  expect([(await stored(first))?.status, (await stored(second))?.status]).toEqual(['ended', 'live'])
  // Going back takes the session up again, with the gap in it.
  expect(await goTo(hub.coordinator, round, first)).toMatchObject({ ok: true })
  expect(await both(along)).toEqual(['enters, sees the record, listed', 'nothing'])
  expect(await stored(first)).toMatchObject({ status: 'live', interruptions: [{ from: now, until: now }] })
  expect(await makeEndRound(ports)(hub.doctor, { round })).toMatchObject({ ok: true })
  expect(await both(along)).toEqual(['nothing', 'nothing'])
  expect(await goTo(hub.doctor, round, second)).toEqual({ ok: false, error: 'round.over' })
  expect(await makePlanRound(ports)(hub.coordinator, { meeting, on, patients: [second], minutesEach: 15 })).toEqual({ ok: false, error: 'round.begun' })
})

test('is led by the chair and the coordinators, and known to nobody who is not expected', async () => {
  const { round, patients: [first] } = await planned()
  const { hub, elsewhere, district } = hospitals
  if (first === undefined) throw new Error('patients were planned')
  expect(await goTo(elsewhere.doctor, round, first)).toEqual({ ok: false, error: 'round.not-allowed' })
  expect(await goTo(district.colleague, round, first)).toEqual({ ok: false, error: 'round.not-allowed' })
  for (const actor of [hub.colleague, elsewhere.colleague, elsewhere.coordinator, district.doctor]) {
    expect(await goTo(actor, round, first)).toEqual({ ok: false, error: 'round.not-found' })
    expect(await makeViewRound(store)(actor, round)).toEqual({ ok: false, error: 'round.not-found' })
  }
  const viewed = await makeViewRound(store)(elsewhere.doctor, round)
  expect(viewed).toMatchObject({ ok: true, value: { leads: false, stops: [{ one: null }, { one: null }] } })
  const meetings = await store.read(hub.coordinator, async ({ meetings: all }) => [await all.find(meeting)].flatMap((one) => one ?? []))
  const listed = await Promise.all([hub.coordinator, elsewhere.doctor, hub.colleague].map((actor) => makeListRounds(store)(actor, meetings)))
  expect(listed.map(({ rounds }) => rounds.length)).toEqual([1, 1, 0])
  expect(listed.map(({ bookable }) => bookable.length > 0)).toEqual([true, false, false])
})

test('is written down before each patient, with everybody who goes along', async () => {
  const { round, patients: [first, second] } = await planned()
  const { hub, elsewhere, district } = hospitals
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  await goTo(hub.doctor, round, first)
  await goTo(hub.doctor, round, second)
  await makeEndRound(ports)(hub.doctor, { round })
  const { rows } = await admin.query<{ payload: string }>(`SELECT (body::jsonb -> 'payload')::text AS payload FROM audit_link WHERE body LIKE $1 ORDER BY sequence`, [`%${round}%`])
  const people = [hub.doctor, elsewhere.doctor, district.colleague].map(({ practitioner }) => practitioner)
  expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    { type: 'round.planned', round, meeting, day: on, cases: [first, second] },
    { type: 'round.reached', round, case: first, people },
    { type: 'round.left', round, case: first },
    { type: 'round.reached', round, case: second, people },
    { type: 'round.left', round, case: second },
    { type: 'round.ended', round },
  ])
})

test('stands before none but its own, whatever is written into the row, and is moved by nobody else', async () => {
  const { round } = await planned()
  const other = await openCase(store, hospitals, 'live')
  const as = async (actor: Actor, sql: string, values: readonly unknown[]): Promise<number> =>
    withSql(database.appUrl, async (app) => {
      await app.query(`SELECT set_config('app.organization', $1, false), set_config('app.practitioner', $2, false), set_config('app.roles', $3, false)`, [actor.organization, actor.practitioner, actor.roles.join(',')])
      return (await app.query(sql, [...values])).rowCount ?? 0
    })
  const move = 'UPDATE round SET current_case_id = $2 WHERE id = $1'
  await expect(as(hospitals.hub.doctor, move, [round, other.id])).rejects.toMatchObject({ code: '23503' })
  const { patients: [first] } = (await store.read(hospitals.hub.coordinator, ({ rounds }) => rounds.find(round))) ?? { patients: [] }
  for (const actor of [hospitals.hub.colleague, hospitals.elsewhere.doctor, hospitals.elsewhere.coordinator, hospitals.district.coordinator]) expect(await as(actor, move, [round, first])).toBe(0)
  await expect(as(hospitals.elsewhere.coordinator, 'INSERT INTO round_stop (round_id, case_id, position) VALUES ($1, $2, 9)', [round, other.id])).rejects.toMatchObject({ code: '42501' })
  expect(await as(hospitals.hub.doctor, move, [round, first])).toBe(1)
})

test('has three lines before each patient, for whom the case is open, and a consult made of them', async () => {
  const { round, patients: [first] } = await planned()
  const { hub, elsewhere, district } = hospitals
  if (first === undefined) throw new Error('patients were planned')
  await goTo(hub.doctor, round, first)
  const noteAs = async (person: Actor, text: string) => makeWriteNote(ports)(await makeWithVisits(store)(person), { round, case: first, text })
  const seenBy = async (person: Actor) => {
    const viewed = await makeViewRound(store)(await makeWithVisits(store)(person), round)
    return viewed.ok ? viewed.value.stops.map(({ note, mayNote }) => [note?.text ?? null, mayNote]) : viewed.error
  }
  const text = 'Đỡ đau\nRút dẫn lưu\nXin hội chẩn tim mạch'
  expect(await noteAs(elsewhere.doctor, text)).toEqual({ ok: false, error: 'round.not-allowed' })
  expect(await noteAs(elsewhere.colleague, text)).toEqual({ ok: false, error: 'round.not-found' })
  expect(await noteAs(hub.doctor, `${text}\nbốn`)).toEqual({ ok: false, error: 'round.note-too-long' })
  expect(await noteAs(hub.doctor, 'Đỡ đau')).toEqual({ ok: true, value: null })
  expect(await noteAs(hub.doctor, text)).toEqual({ ok: true, value: null })
  expect(await seenBy(hub.doctor)).toEqual([[text, true], [null, true]])
  expect(await seenBy(elsewhere.doctor)).toEqual([[text, false], [null, false]])
  await makeEndRound(ports)(hub.doctor, { round })
  expect(await seenBy(elsewhere.doctor)).toEqual([[null, false], [null, false]])

  await admin.query('UPDATE hub_link SET specialties = ARRAY[(SELECT specialty FROM consult_case WHERE id = $1)]', [first])
  const consult = (actor: Actor) => makeOpenConsult(ports)(actor, { round, case: first })
  expect(await consult(hub.doctor)).toEqual({ ok: false, error: 'round.not-allowed' })
  expect(await consult(elsewhere.doctor)).toEqual({ ok: false, error: 'round.not-found' })
  const opened = await consult(district.colleague)
  if (!opened.ok) throw new Error(opened.error)
  const draft = await store.read(district.colleague, ({ cases }) => cases.find(opened.value.id))
  const patient = (await stored(first))?.patient
  expect(draft).toMatchObject({ status: 'draft', patient, requester: district.colleague.practitioner, consultingOrganization: hub.id })
  expect(draft?.request.currentCondition.startsWith(text)).toBe(true)
})

test('says where each patient lies before their turn, and whose bed it is to nobody', async () => {
  const { round } = await planned()
  const stay = exampleRecord().encounters.find(({ dischargedAt }) => dischargedAt === null)
  const viewed = await makeViewRound(store)(hospitals.elsewhere.doctor, round)
  if (!viewed.ok || stay === undefined) throw new Error('the round is known, and the example lies in a bed')
  expect([...viewed.value.round.places.values()][0]?.startsWith(stay.department)).toBe(true)
  expect(viewed.value.stops.map(({ one }) => one)).toEqual([null, null])
})

test('lists its patients anew after a note was written, and keeps the note of a patient who is taken off', async () => {
  const { hub } = hospitals
  const { round, patients: [first, second] } = await planned()
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  expect(await makeWriteNote(ports)(hub.doctor, { round, case: first, text: 'Chuẩn bị phim' })).toEqual({ ok: true, value: null })
  const list = (...patients: readonly CaseId[]) => makePlanRound(ports)(hub.coordinator, { meeting, on, patients, minutesEach: 15 })
  const notes = async () => {
    const viewed = await makeViewRound(store)(hub.doctor, round)
    return viewed.ok ? viewed.value.stops.map(({ case: caseId, note }) => [caseId, note?.text ?? null]) : viewed.error
  }
  expect([await list(second, first), await notes()]).toEqual([{ ok: true, value: round }, [[second, null], [first, 'Chuẩn bị phim']]])
  expect([await list(second), await notes()]).toEqual([{ ok: true, value: round }, [[second, null]]])
  expect(await makeWriteNote(ports)(hub.doctor, { round, case: first, text: 'Thôi' })).toEqual({ ok: false, error: 'round.not-found' })
  expect([await list(first, second), await notes()]).toEqual([{ ok: true, value: round }, [[first, 'Chuẩn bị phim'], [second, null]]])
  // Nor does the database begin a note before somebody who is not on the list.
  const other = await openCase(store, hospitals, 'live')
  const write = store.atomically(hub.doctor, ({ rounds }) => rounds.keepNote(round, { case: other.id, text: 'x', by: hub.doctor.practitioner, at: now }))
  await expect(write).rejects.toThrow(/row-level security/)
})

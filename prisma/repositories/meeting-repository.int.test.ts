import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeReadCalendarFeed, makeShareCalendar, type CalendarFeedPorts } from '#core/case/calendar-feed.ts'
import { makeReadNotices } from '#core/case/read-notices.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import { makeCancelMeeting, makeMoveMeeting, makePlanMeeting, type MeetingPlan } from '#core/meeting/plan-meeting.ts'
import { makeForeseeMeeting, makeViewMeetingDays, makeViewMeetings } from '#core/meeting/view-meetings.ts'
import { makeWeighSession } from '#core/meeting/weigh-session.ts'
import { brandId } from '#core/shared/ids.ts'
import { rowsBySql, withSql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, linkHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'hub' | 'elsewhere', TestHospital>
let ports: Parameters<typeof makePlanMeeting>[0] & Parameters<typeof makeViewMeetings>[0]
const now = new Date('2026-11-22T08:00:00Z')
const zone = 7 * 3_600_000

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'elsewhere'])
  await linkHospitals(database.appUrl, { hub: hospitals.hub, satellite: hospitals.district })
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  ports = {
    atomically: store.atomically, read: store.read, clock: () => now, newId: () => randomUUID(),
    today: (at) => new Date(at.getTime() + zone).toISOString().slice(0, 10), momentOf: (date, time) => new Date(`${date}T${time}:00+07:00`),
  }
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const planFor = (more: Partial<MeetingPlan> = {}): MeetingPlan => ({
  title: 'Giao ban ngoại khoa', chair: hospitals.hub.doctor.practitioner, people: [hospitals.district.doctor.practitioner],
  assets: [], rule: { cadence: 'weekly', startsOn: '2026-12-03', lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'skip', ...more,
})
async function plan(more: Partial<MeetingPlan> = {}): Promise<MeetingId> {
  const planned = await makePlanMeeting(ports)(hospitals.hub.coordinator, planFor(more))
  if (!planned.ok) throw new Error(planned.error)
  return planned.value
}
const days = { from: '2026-12-01', until: '2027-01-01' }
const seenBy = async (actor: Actor, title: string, mine = false): Promise<readonly string[]> =>
  (await makeViewMeetingDays(ports)(actor, { days, mine })).days.filter(({ meeting }) => meeting.title === title).map(({ date, startTime }) => `${date} ${startTime}`)

test('is planned by a coordinator, and seen by the hospitals whose people are expected and by no other', async () => {
  await plan({ title: 'Giao ban A' })
  const all = ['2026-12-03 14:00', '2026-12-10 14:00', '2026-12-17 14:00', '2026-12-24 14:00', '2026-12-31 14:00']
  for (const actor of [hospitals.hub.colleague, hospitals.district.colleague, hospitals.district.coordinator]) expect(await seenBy(actor, 'Giao ban A')).toEqual(all)
  for (const actor of [hospitals.hub.doctor, hospitals.district.doctor]) expect(await seenBy(actor, 'Giao ban A', true)).toEqual(all)
  expect([await seenBy(hospitals.hub.colleague, 'Giao ban A', true), await seenBy(hospitals.elsewhere.coordinator, 'Giao ban A')]).toEqual([[], []])
})

test('is told to whoever is expected, at their own hospital, and to nobody else', async () => {
  const { district, hub } = hospitals
  const meeting = await plan({ title: 'Giao ban báo tin' })
  await makeCancelMeeting(ports)(hub.coordinator, { meeting, on: '2026-12-03', scope: 'one' })
  const told = async (actor: Actor): Promise<readonly string[]> => {
    const { latest } = await makeReadNotices({ read: store.read })(actor)
    return [...new Set(latest.map(({ kind }) => kind))].toSorted()
  }
  for (const actor of [district.doctor, hub.doctor]) expect(await told(actor)).toEqual(['meeting.cancelled', 'meeting.planned'])
  for (const actor of [hub.coordinator, hub.colleague, district.coordinator]) expect(await told(actor)).toEqual([])
})

test('is refused to whoever coordinates nothing, for people of hospitals without a link, and for days that cannot be', async () => {
  const refusal = async (actor: Actor, more: Partial<MeetingPlan>): Promise<unknown> => {
    const answer = await makePlanMeeting(ports)(actor, planFor(more))
    return answer.ok ? 'planned' : answer.error
  }
  const { hub } = hospitals
  expect([
    await refusal(hub.doctor, {}),
    await refusal(hub.coordinator, { title: '  ' }),
    await refusal(hub.coordinator, { people: [hospitals.elsewhere.doctor.practitioner] }),
    await refusal(hub.coordinator, { chair: hospitals.district.doctor.practitioner }),
    await refusal(hub.coordinator, { rule: { cadence: 'weekly', startsOn: '2026-11-21', lastOn: null } }),
    await refusal(hub.coordinator, { rule: { cadence: 'weekly', startsOn: '2027-02-30', lastOn: null } }),
    await refusal(hub.coordinator, { rule: { cadence: 'weekly', startsOn: '2026-12-03', lastOn: '2026-12-02' } }),
    await refusal(hub.coordinator, { startTime: '24:00' }),
  ]).toEqual(['meeting.not-allowed', 'meeting.no-title', 'meeting.unknown-person', 'meeting.unknown-person', 'meeting.bad-time', 'meeting.bad-time', 'meeting.bad-time', 'meeting.bad-time'])
})

test('has one day moved, or it and the following, or all; and called off likewise', async () => {
  const meeting = await plan({ title: 'Giao ban B' })
  const { coordinator } = hospitals.hub
  const move = makeMoveMeeting(ports)
  expect(await move(coordinator, { meeting, on: '2026-12-10', scope: 'one', date: '2026-12-11', startTime: '08:00', durationMinutes: 30 })).toMatchObject({ ok: true })
  expect(await seenBy(coordinator, 'Giao ban B')).toEqual(['2026-12-03 14:00', '2026-12-11 08:00', '2026-12-17 14:00', '2026-12-24 14:00', '2026-12-31 14:00'])
  expect(await move(coordinator, { meeting, on: '2026-12-17', scope: 'following', date: '2026-12-18', startTime: '15:00', durationMinutes: 60 })).toMatchObject({ ok: true })
  expect(await seenBy(hospitals.district.doctor, 'Giao ban B', true)).toEqual(['2026-12-03 14:00', '2026-12-11 08:00', '2026-12-18 15:00', '2026-12-25 15:00'])
  expect(await move(coordinator, { meeting, on: '2026-12-03', scope: 'all', date: '2026-12-03', startTime: '13:30', durationMinutes: 60 })).toMatchObject({ ok: true })
  expect(await makeCancelMeeting(ports)(coordinator, { meeting, on: '2026-12-03', scope: 'one' })).toMatchObject({ ok: true })
  expect(await seenBy(coordinator, 'Giao ban B')).toEqual(['2026-12-11 08:00', '2026-12-18 15:00', '2026-12-25 15:00'])

  const later = (await makeViewMeetings(ports)(coordinator)).meetings.find(({ meeting: one }) => one.title === 'Giao ban B' && one.rule.startsOn === '2026-12-18')?.meeting.id
  if (later === undefined) throw new Error('the following days are not a meeting of their own')
  expect(await makeCancelMeeting(ports)(coordinator, { meeting: later, on: '2026-12-25', scope: 'following' })).toMatchObject({ ok: true })
  expect(await seenBy(coordinator, 'Giao ban B')).toEqual(['2026-12-11 08:00', '2026-12-18 15:00'])
  await makeCancelMeeting(ports)(coordinator, { meeting: later, on: '2026-12-18', scope: 'all' })
  expect(await seenBy(coordinator, 'Giao ban B')).toEqual(['2026-12-11 08:00'])
})

test('is changed by nobody but the coordinators of the hospital that planned it', async () => {
  const meeting = await plan({ title: 'Giao ban C' })
  const cancel = makeCancelMeeting(ports)
  const which = { meeting, on: '2026-12-03', scope: 'all' } as const
  const answers = await Promise.all([hospitals.district.coordinator, hospitals.hub.doctor, hospitals.elsewhere.coordinator].map((actor) => cancel(actor, which)))
  expect(answers).toMatchObject([{ error: 'meeting.not-allowed' }, { error: 'meeting.not-allowed' }, { error: 'meeting.not-found' }])
  expect(await cancel(hospitals.hub.coordinator, { ...which, on: '2026-12-04' })).toMatchObject({ error: 'meeting.not-found' })
  // And by SQL alone: the invited hospital reads the row and changes nothing of it; nobody takes it away.
  await withSql(database.appUrl, async (owner) => {
    await owner.query('BEGIN')
    await owner.query("SELECT set_config('app.organization', $1, true), set_config('app.roles', 'coordinator', true)", [hospitals.district.id])
    expect((await owner.query('SELECT FROM meeting WHERE id = $1', [meeting])).rowCount).toBe(1)
    expect((await owner.query("UPDATE meeting SET title = 'Khác' WHERE id = $1", [meeting])).rowCount).toBe(0)
    await expect(owner.query('DELETE FROM meeting WHERE id = $1', [meeting])).rejects.toThrow(/permission denied/)
  })
})

test('is foreseen with its holidays and with whoever is expected elsewhere', async () => {
  const booked = await openCase(store, hospitals, 'scheduled')
  if (booked.status !== 'scheduled') throw new Error('not scheduled')
  const local = new Date(booked.session.startsAt.getTime() + zone).toISOString()
  const startsOn = local.slice(0, 10)
  const at = { ...ports, clock: () => new Date(booked.session.startsAt.getTime() - 3_600_000) }
  const foreseen = await makeForeseeMeeting(at)(hospitals.hub.coordinator, planFor({ rule: { cadence: 'weekly', startsOn, lastOn: null }, startTime: local.slice(11, 16) }))
  expect(foreseen.ok && foreseen.value[0]).toMatchObject({ date: startsOn, held: true, conflicts: [hospitals.hub.doctor, hospitals.district.doctor].map(({ practitioner }) => ({ practitioner, caseCode: booked.code })) })
  expect(foreseen.ok && foreseen.value.slice(1).every(({ conflicts }) => conflicts.every((one) => !('caseCode' in one)))).toBe(true)

  await plan({ title: 'Giao ban D', rule: { cadence: 'monthly', startsOn: '2027-02-04', lastOn: null } })
  const overTet = await makeForeseeMeeting(ports)(hospitals.hub.coordinator, planFor({ rule: { cadence: 'fortnightly', startsOn: '2027-01-23', lastOn: null } }))
  expect(overTet.ok && overTet.value.slice(0, 2)).toMatchObject([{ date: '2027-01-23', held: true }, { date: '2027-02-06', holiday: 'tet', held: false }])
  const twice = await makeForeseeMeeting(ports)(hospitals.hub.coordinator, planFor({ rule: { cadence: 'weekly', startsOn: '2027-02-04', lastOn: null }, startTime: '14:30' }))
  expect(twice.ok && twice.value[0]?.conflicts.map((one) => ('title' in one ? one.title : ''))).toContain('Giao ban D')
})

test('stands in the way of a case\'s session that is to be moved there, as another session and a holiday do', async () => {
  const [moved, other] = [await openCase(store, hospitals, 'scheduled'), await openCase(store, hospitals, 'scheduled')]
  if (other.status !== 'scheduled') throw new Error('not scheduled')
  await plan({ title: 'Giao ban F', rule: { cadence: 'weekly', startsOn: '2027-01-28', lastOn: '2027-01-28' }, startTime: '09:00' })
  const weigh = (actor: Actor, startsAt: Date) => makeWeighSession(ports)(actor, { case: moved.id, startsAt, durationMinutes: 45 })
  const met = async (startsAt: Date): Promise<unknown> => {
    const weighed = await weigh(hospitals.hub.coordinator, startsAt)
    if (!weighed.ok) return weighed.error
    const { conflicts, people, holiday } = weighed.value
    return { holiday, at: [...new Set(conflicts.map((one) => ('title' in one ? one.title : one.caseCode)))].toSorted(), named: conflicts.every(({ practitioner }) => people.has(practitioner)) }
  }
  expect(await met(new Date('2027-01-28T09:30:00+07:00'))).toEqual({ holiday: null, at: ['Giao ban F'], named: true })
  expect(await met(other.session.startsAt)).toMatchObject({ at: expect.arrayContaining([other.code]) as unknown })
  expect(await met(other.session.startsAt)).not.toMatchObject({ at: expect.arrayContaining([moved.code]) as unknown })
  expect(await met(new Date('2027-02-06T08:00:00+07:00'))).toEqual({ holiday: 'tet', at: [], named: true })
  for (const actor of [hospitals.hub.doctor, hospitals.district.coordinator, hospitals.elsewhere.coordinator]) expect(await weigh(actor, now)).toEqual({ ok: false, error: 'case.not-found' })
})

test('stands in the private calendar of whoever is expected, and leaves an audit trail without names', async () => {
  const meeting = await plan({ title: 'Giao ban E' })
  const feeds: CalendarFeedPorts = {
    atomically: store.atomically, memberships: store.memberships, ownerOfFeed: store.ownerOfFeed, clock: () => now,
    digest: (data) => brandId(createHash('sha256').update(data).digest('hex')), newSecret: () => randomBytes(32).toString('base64url'),
  }
  const opened = async (actor: Actor): Promise<readonly string[]> => {
    const secret = await makeShareCalendar(feeds)(actor)
    const feed = secret.ok ? await makeReadCalendarFeed(feeds)(secret.value) : null
    return feed?.ok === true ? feed.value.meetings.days.filter((day) => day.meeting.id === meeting).map(({ date }) => date).slice(0, 2) : []
  }
  expect([await opened(hospitals.district.doctor), await opened(hospitals.district.colleague)]).toEqual([['2026-12-03', '2026-12-10'], []])
  const rows = await rowsBySql<{ payload: string }>(database.adminUrl, "SELECT (body::jsonb -> 'payload')::text AS payload FROM audit_link WHERE body LIKE '%meeting.planned%' AND body LIKE $1", [`%${meeting}%`])
  expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([{ type: 'meeting.planned', meeting }])
})

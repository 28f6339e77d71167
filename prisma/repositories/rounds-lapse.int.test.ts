import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { interrupt } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import { makeCancelMeeting, makeMoveMeeting } from '#core/meeting/plan-meeting.ts'
import { makeEndPastRounds } from '#core/round/end-past-rounds.ts'
import { makePlanRound } from '#core/round/plan-round.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { createStore } from '#prisma/store.ts'
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

const onAnotherMeeting = async (patients: readonly CaseId[], more: Partial<typeof ports> = {}, day = on) =>
  makePlanRound({ ...ports, ...more })(hospitals.hub.coordinator, { meeting: await newMeeting(world), on: day, patients, minutesEach: 15 })

test.each([
  ['was called off', (actor: Actor) => makeCancelMeeting(ports)(actor, { meeting, on, scope: 'one' })],
  ['went to another meeting', (actor: Actor) => makeMoveMeeting(ports)(actor, { meeting, on, scope: 'following', date: '2026-12-04', startTime: '15:00', durationMinutes: 60 })],
])('holds no patient once its day %s', async (_what, change) => {
  const { round, patients: [first, second] } = await planned()
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  expect(await onAnotherMeeting([second])).toEqual({ ok: false, error: 'round.taken' })
  expect(await change(hospitals.hub.coordinator)).toEqual({ ok: true, value: null })
  expect(await goTo(hospitals.hub.doctor, round, first)).toEqual({ ok: false, error: 'round.over' })
  expect(await onAnotherMeeting([second, first])).toMatchObject({ ok: true })
})

test('stands on where its day was only moved, and where people are before a patient', async () => {
  const { round, patients: [first, second] } = await planned()
  const { hub, elsewhere } = hospitals
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  expect(await makeMoveMeeting(ports)(hub.coordinator, { meeting, on, scope: 'one', date: '2026-12-05', startTime: '15:00', durationMinutes: 60 })).toMatchObject({ ok: true })
  expect(await goTo(hub.doctor, round, first)).toMatchObject({ ok: true })
  expect(await makeCancelMeeting(ports)(hub.coordinator, { meeting, on, scope: 'all' })).toMatchObject({ ok: true })
  expect(await reach(elsewhere.doctor, first)).toBe('enters, sees the record, listed')
  expect(await onAnotherMeeting([second])).toEqual({ ok: false, error: 'round.taken' })
})

test('is over in the night after its day where nobody ended it, and no sooner', async () => {
  const { round, patients: [first, second] } = await planned()
  const { hub, elsewhere } = hospitals
  if (first === undefined || second === undefined) throw new Error('two patients were planned')
  await goTo(hub.doctor, round, first)
  const jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  const rounds = async () => store.read(hub.coordinator, async ({ rounds: all }) => (await all.find(round))?.endedAt ?? null)
  const night = async (moment: string) => {
    await makeEndPastRounds({ hospitals: jobs.hospitals, asOrganization: jobs.asOrganization, clock: () => new Date(moment), today: ports.today })()
    return [await rounds(), await reach(elsewhere.doctor, first)]
  }
  const afterwards = '2026-12-03T19:10:00.000Z'
  try {
    // People are before the patient still; then they leave, and nobody says that the round is over.
    expect(await night(afterwards)).toEqual([null, 'enters, sees the record, listed'])
    await store.atomically(hub.doctor, async ({ cases }) => {
      const one = await cases.findForChange(first)
      const left = one === null ? null : interrupt(one, now)
      if (left?.ok !== true) throw new Error('the session was live')
      await cases.save(left.value)
    })
    expect(await night('2026-12-03T16:59:00.000Z')).toEqual([null, 'enters, sees the record, listed'])
    expect(await night(afterwards)).toEqual([new Date(afterwards), 'nothing'])
  } finally {
    await jobs.close()
  }
  expect((await stored(first))?.status).toBe('interrupted')
  const { rows } = await admin.query<{ payload: unknown }>(`SELECT body::jsonb -> 'payload' AS payload FROM audit_link WHERE body LIKE $1 AND body::jsonb ->> 'actor' IS NULL ORDER BY sequence`, [`%${round}%`])
  expect(rows.map(({ payload }) => payload)).toEqual([{ type: 'round.left', case: first, round }, { type: 'round.ended', round }])
  expect(await onAnotherMeeting([second])).toMatchObject({ ok: true })
})

test('of a day that is past holds nobody, before the night has come round', async () => {
  const { patients } = await planned()
  const later = { clock: () => new Date('2026-12-04T02:00:00Z') }
  expect(await onAnotherMeeting(patients, later, '2026-12-10')).toMatchObject({ ok: true })
})

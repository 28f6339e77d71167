import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { ConsultCase } from '#core/case/case.ts'
import { mayOpenSent } from '#core/case/open-sent.ts'
import { mayEnterSession, mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import { makePlanMeeting } from '#core/meeting/plan-meeting.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { makeMoveRound } from '#core/round/move-round.ts'
import { makePlanRound } from '#core/round/plan-round.ts'
import { makeWithVisits } from '#core/round/visits.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { createStore, type Store } from './store.ts'
import { openCase } from './test-cases.ts'
import { createHospitals, linkHospitals, type TestHospital } from './test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

const zone = 7 * 3_600_000
/** The moment of a round's tests, and the day of their meetings. */
export const [now, on] = [new Date('2026-12-03T06:40:00Z'), '2026-12-03']

export interface RoundWorld {
  readonly database: TestDatabase
  readonly admin: pg.Client
  readonly store: Store
  readonly hospitals: Readonly<Record<'district' | 'hub' | 'elsewhere', TestHospital>>
  readonly ports: Parameters<typeof makePlanMeeting>[0] & Parameters<typeof makePlanRound>[0]
  close(): Promise<void>
}

/** A hub with two hospitals that it advises. */
export async function openRoundWorld(): Promise<RoundWorld> {
  const database = await createTestDatabase()
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'elsewhere'])
  const { hub, district, elsewhere } = hospitals
  await linkHospitals(database.appUrl, { hub, satellite: district })
  await linkHospitals(database.appUrl, { hub, satellite: elsewhere })
  const store = createStore({ url: database.appUrl, applicationName: 'test' })
  return {
    database, admin, store, hospitals,
    ports: {
      atomically: store.atomically, clock: () => now, newId: () => randomUUID(),
      today: (at) => new Date(at.getTime() + zone).toISOString().slice(0, 10), momentOf: (date, time) => new Date(`${date}T${time}:00+07:00`),
      // What was sent with a test's case is not a document; where the patient lies is all that a round reads of it.
      readBundle: () => ({ record: exampleRecord(), withheld: 0 }),
    },
    close: async () => {
      await store.close()
      await admin.end()
      await database.drop()
    },
  }
}

/** A weekly meeting of the hub to which people of both other hospitals are invited. */
export async function newMeeting({ ports, hospitals: { hub, elsewhere, district } }: RoundWorld): Promise<MeetingId> {
  const planned = await makePlanMeeting(ports)(hub.coordinator, {
    title: 'Giao ban', chair: hub.doctor.practitioner, people: [elsewhere.doctor.practitioner, district.colleague.practitioner],
    rule: { cadence: 'weekly', startsOn: on, lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'skip', assets: [],
  })
  if (!planned.ok) throw new Error(planned.error)
  return planned.value
}

/** A meeting's first day with that many patients, the first of whom was booked before. */
export async function planRound({ ports, store, hospitals }: RoundWorld, meeting: MeetingId, count = 2): Promise<{ readonly round: RoundId; readonly patients: readonly CaseId[] }> {
  const patients: CaseId[] = []
  for (let at = 0; at < count; at += 1) patients.push((await openCase(store, hospitals, at === 0 ? 'scheduled' : 'assigned')).id)
  const round = await makePlanRound(ports)(hospitals.hub.coordinator, { meeting, on, patients, minutesEach: 15 })
  if (!round.ok) throw new Error(round.error)
  return { round: round.value, patients }
}

/** The round goes to a patient. */
export const goTo = ({ ports }: RoundWorld, actor: Actor, input: { readonly round: RoundId; readonly to: CaseId }) => makeMoveRound(ports)(actor, input)

/** The case as the hub's coordinator finds it. */
export const stored = ({ store, hospitals }: RoundWorld, id: CaseId): Promise<ConsultCase | null> => store.read(hospitals.hub.coordinator, ({ cases }) => cases.find(id))

/** What somebody may do with a case by what a round shows them at this moment, and what the database shows. */
export async function reach({ store }: RoundWorld, person: Actor, id: CaseId): Promise<string> {
  const actor = await makeWithVisits(store)(person)
  return store.read(actor, async ({ cases, snapshots, directory }) => {
    const one = await cases.find(id)
    if (one === null || !mayViewCase(actor, one)) return 'nothing'
    const sent = (await mayOpenSent(directory, { actor, one, now })) && 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
    const listed = await cases.list({ limit: 100, offset: 0 })
    return [mayEnterSession(actor, one) ? 'enters' : 'stays out', sent === null ? 'sees no record' : 'sees the record', listed.cases.some((other) => other.id === id) ? 'listed' : 'not listed'].join(', ')
  })
}

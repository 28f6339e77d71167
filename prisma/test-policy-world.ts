import { createHash, randomUUID } from 'node:crypto'
import type { ConsultCase } from '#core/case/case.ts'
import type { TableCaseIds, TablePerson, TablePlace, TableState } from '#core/case/test-policies.ts'
import { tableActor, tableCase, tableGlass, tablePeople, tablePersons, tablePlaces, tableStates, tableVisits, throughGlass } from '#core/case/test-policies.ts'
import type { Actor, OpenGlass } from '#core/directory/actor.ts'
import { brandId, type Sha256, type SnapshotId } from '#core/shared/ids.ts'
import pg from 'pg'
import type { Store } from './store.ts'
import { createStore } from './store.ts'
import type { TestDatabase } from './testing.ts'

/** The people and cases of the policy table, written down in a real database. */
export interface PolicyWorld {
  readonly store: Store
  readonly admin: pg.Client
  readonly now: Date
  readonly actor: (name: TablePerson) => Actor
  readonly place: (name: TablePlace) => Actor['organization']
  readonly caseIn: (state: TableState) => ConsultCase
  readonly stateOf: (id: string) => TableState | undefined
  readonly close: () => Promise<void>
}

interface Setup {
  /** What was sent with a case, by the snapshot's id; a few words where no test reads it. */
  readonly bundleOf?: (snapshot: SnapshotId) => string
}

const sha256 = (text: string): Sha256 => brandId(createHash('sha256').update(text).digest('hex'))

/** Writes three hospitals, a person for every role and part, and a case for every state, with its snapshot and draft minutes. */
export async function createPolicyWorld(database: TestDatabase, { bundleOf = (snapshot) => JSON.stringify({ snapshot }) }: Setup = {}): Promise<PolicyWorld> {
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const store = createStore({ url: database.appUrl, applicationName: 'policy-world' })
  const places = new Map(tablePlaces.map((name) => [name, randomUUID()]))
  const people = new Map(tablePersons.map((name) => [name, randomUUID()]))
  const ids = {
    place: (name: TablePlace): Actor['organization'] => brandId(places.get(name) ?? ''),
    person: (name: TablePerson): Actor['practitioner'] => brandId(people.get(name) ?? ''),
  }
  const glass = new Map<TablePerson, readonly OpenGlass[]>()
  const actor = (name: TablePerson): Actor => throughGlass(tableActor(ids, name), name, { glass: glass.get(name) ?? [], visits: [...cases.values()].map(({ id }) => id) })
  for (const [index, name] of tablePlaces.entries()) {
    await admin.query(`INSERT INTO organization (id, name, short_name, facility_code, authority, address, phone) VALUES ($1, $2, $2, $3, '', '', '')`, [ids.place(name), name, `3500${index}`])
  }
  for (const name of tablePersons) {
    await admin.query(`INSERT INTO practitioner (id, name, title) VALUES ($1, $2, 'BS.')`, [ids.person(name), name])
    await admin.query('INSERT INTO practitioner_role (practitioner_id, organization_id, roles, specialties) VALUES ($1, $2, $3, $4)', [ids.person(name), ids.place(tablePeople[name].at), tablePeople[name].roles, []])
  }
  await admin.query(`INSERT INTO hub_link (hub_id, satellite_id, specialties, valid_from) VALUES ($1, $2, '{}', now() - interval '1 year')`, [ids.place('advising'), ids.place('asking')])
  const now = new Date()
  const cases = new Map<TableState, ConsultCase>()
  for (const [index, state] of tableStates.entries()) {
    const patient = randomUUID()
    await admin.query(`INSERT INTO patient (id, organization_id, hospital_number, name, sex) VALUES ($1, $2, $3, 'Nguyễn Thị Thử', 'female')`, [patient, ids.place('asking'), `BN-${index}`])
    const own: TableCaseIds = {
      id: brandId(randomUUID()), code: `HC-9${String(index).padStart(3, '0')}`, patient: brandId(patient), snapshot: brandId(randomUUID()),
      session: brandId(randomUUID()), document: sha256('filed'),
    }
    cases.set(state, await writeCase(store, { ids, state, own, now, bundle: bundleOf(own.snapshot) }))
    await admin.query(`INSERT INTO minutes (id, case_id, version, status, form, document) VALUES ($1, $2, 1, 'draft', '{}', $3)`, [randomUUID(), own.id, minutesText])
  }
  for (const name of tablePersons) glass.set(name, await breakGlass(admin, { actor: tableActor(ids, name), how: tableGlass(name), now }))
  await standBefore(admin, { ids, cases: [...cases.values()], people: tablePersons.filter(tableVisits) })
  const caseIn = (state: TableState): ConsultCase => {
    const one = cases.get(state)
    if (one === undefined) throw new Error(`no case is ${state}`)
    return one
  }
  return {
    store, admin, now, actor, place: ids.place, caseIn,
    stateOf: (id) => [...cases].find(([, one]) => one.id === id)?.[0],
    close: async () => {
      await store.close()
      await admin.end()
    },
  }
}

interface Standing {
  readonly ids: Parameters<typeof tableCase>[0]
  readonly cases: readonly ConsultCase[]
  readonly people: readonly TablePerson[]
}

/** A round for every case, each before its one patient; the coordinator, who leads them, sees every case in any way. */
async function standBefore(admin: pg.Client, { ids, cases, people }: Standing): Promise<void> {
  const meeting = randomUUID()
  await admin.query(`INSERT INTO meeting (id, organization_id, title, chair_id, people_ids, guest_ids, cadence, starts_on, start_time, duration_minutes, on_holiday, planned_by_id)
    VALUES ($1, $2, 'Giao ban', $3, $4::uuid[], $5::uuid[], 'weekly', '2026-01-01', '08:00', 60, 'keep', $3)`,
  [meeting, ids.place('advising'), ids.person('coordinator'), people.map(ids.person), [ids.place('asking'), ids.place('elsewhere')]])
  for (const [day, { id }] of cases.entries()) {
    const round = randomUUID()
    await admin.query(`INSERT INTO round (id, meeting_id, organization_id, on_day) VALUES ($1, $2, $3, '2026-01-01'::date + $4::int)`, [round, meeting, ids.place('advising'), day])
    await admin.query('INSERT INTO round_stop (round_id, case_id, position) VALUES ($1, $2, 0)', [round, id])
    await admin.query('UPDATE round SET current_case_id = $2 WHERE id = $1', [round, id])
  }
}

interface Breaking {
  readonly actor: Actor
  readonly how: ReturnType<typeof tableGlass>
  readonly now: Date
}

/** Breaks the glass of every case that was sent, a minute ago or four; three hours are what it lasts. */
async function breakGlass(admin: pg.Client, { actor, how, now }: Breaking): Promise<readonly OpenGlass[]> {
  if (how === null) return []
  const openedAt = new Date(now.getTime() - (how === 'open' ? 60_000 : 4 * 3_600_000))
  const { rows } = await admin.query<{ id: string; case_id: string; ends_at: Date }>(`
    INSERT INTO break_glass (id, case_id, case_code, practitioner_id, organization_id, asking_organization_id, reason, opened_at, ends_at)
    SELECT gen_random_uuid(), id, code, $1, $2, requesting_organization_id, 'Người bệnh nguy kịch tại khoa', $3, $3::timestamptz + interval '3 hours'
    FROM consult_case WHERE submitted_at IS NOT NULL RETURNING id, case_id, ends_at`, [actor.practitioner, actor.organization, openedAt])
  return rows.map((row) => ({ id: brandId(row.id), case: brandId(row.case_id), until: row.ends_at }))
}

const minutesText = JSON.stringify({
  type: 'doc',
  content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph' }] }],
})

interface Writing {
  readonly ids: Parameters<typeof tableCase>[0]
  readonly state: TableState
  readonly own: TableCaseIds
  readonly now: Date
  readonly bundle: string
}

/** As the product writes it: opened as a draft, sent, then as it stands. A cancelled case was sent before. */
async function writeCase(store: Store, { ids, state, own, now, bundle }: Writing): Promise<ConsultCase> {
  const requester = tableActor(ids, 'requester')
  const draft = tableCase(ids, 'draft', { now, own })
  if (draft.status !== 'draft') throw new Error('a draft is a draft')
  await store.atomically(requester, async ({ cases, snapshots }) => {
    await cases.add({ ...draft, revision: 1, legalBasis: null, snapshot: null })
    await snapshots.add({ id: own.snapshot, case: own.id, version: 1, createdBy: requester.practitioner, createdAt: now, bundle, sha256: sha256(bundle), withheld: 0 })
    let revision = 1
    const save = async (one: ConsultCase): Promise<void> => {
      await cases.save({ ...one, revision })
      revision += 1
    }
    if (state === 'cancelled') await save(tableCase(ids, 'submitted', { now, own }))
    await save(tableCase(ids, state, { now, own }))
  })
  const written = await store.read(requester, ({ cases }) => cases.find(own.id))
  if (written === null) throw new Error(`the case that is ${state} was not written`)
  return written
}

import { verifyPassword } from 'better-auth/crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeSnapshotBundle, readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { caseStatuses } from '#core/case/case.ts'
import { checkCitizenId, checkInsuranceNumber } from '#core/record/identifiers.ts'
import { createStore } from '#prisma/store.ts'
import type { Store } from '#prisma/store.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { actorOf, caseIdOf } from './cases/scenario.ts'
import { demoAccounts, demoPassword } from './demo-accounts.ts'
import { people } from './people.ts'
import { seedDemo } from './seed-demo.ts'
import { demoPatients, patientId } from './seed-records.ts'

let database: TestDatabase
let store: Store
let admin: pg.Client

const countRows = async (): Promise<string> => {
  const { rows: tables } = await admin.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`)
  const counts: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)
    counts.push(`${name} ${rows[0]?.n ?? 0}`)
  }
  return counts.join('\n')
}

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  await seedDemo({ ...database, now: new Date(), composeBundle: composeSnapshotBundle })
  store = createStore({ url: database.appUrl, applicationName: 'test' })
}, 120_000)
afterAll(async () => {
  await store.close()
  await admin.end()
  await database.drop()
})

describe('the demo world', () => {
  test('is made once: a second run adds nothing', async () => {
    const before = await countRows()
    await seedDemo({ ...database, now: new Date(), composeBundle: composeSnapshotBundle })
    expect(await countRows()).toBe(before)
  })

  test('lets every account sign in and act for its hospital', async () => {
    const { rows } = await admin.query<{ email: string; password: string }>('SELECT email, password FROM auth_user u JOIN auth_account a ON a.user_id = u.id')
    expect(rows.map(({ email }) => email).sort()).toEqual(demoAccounts.map(({ email }) => email).sort())
    expect(await verifyPassword({ hash: rows[0]?.password ?? '', password: demoPassword })).toBe(true)
    for (const { id, account } of people) {
      const held = await store.memberships(id)
      expect(held[0]?.roles).toEqual(account.roles)
    }
  })

  test('gives every patient a number that passes the rules and belongs to nobody', () => {
    for (const { citizenId, insuranceNumber, sex, birthDate } of demoPatients) {
      if (citizenId !== null) expect([citizenId, checkCitizenId(citizenId, sex, birthDate), citizenId.slice(0, 3)]).toEqual([citizenId, [], '099'])
      if (insuranceNumber !== null) expect([insuranceNumber, checkInsuranceNumber(insuranceNumber), insuranceNumber.slice(3, 5)]).toEqual([insuranceNumber, [], '99'])
    }
    expect(demoPatients.length).toBeGreaterThanOrEqual(12)
  })

  test('is found without diacritics, by the own hospital alone', async () => {
    const search = (handle: string, text: string) => store.read(actorOf(handle), ({ patients }) => patients.search(text, 10))
    expect((await search('thuha', 'nguyen huu phuoc')).map(({ patient }) => patient.hospitalNumber)).toEqual(['BL26-004186'])
    expect((await search('thuha', 'PHƯỚC ba')).length).toBe(0)
    expect((await search('thuha', '')).length).toBe(7)
    expect(await search('ducthinh', 'nguyen huu phuoc')).toEqual([])
    expect((await search('ducthinh', '')).map(({ patient }) => patient.hospitalNumber).sort()).toEqual(['SH26-118842', 'SH26-118907'])
  })

  test('names a CT of 300 slices, to the own hospital alone', async () => {
    const record = await store.read(actorOf('thuha'), ({ patients }) => patients.record(patientId('gastrectomy')))
    const study = record?.imagingStudies.find(({ modality }) => modality === 'CT')
    const [thick, thin] = study?.series ?? []
    expect([thick?.instances.length, thin?.instances.length]).toEqual([28, 300])
    const address = { study: study?.uid ?? '', series: thin?.uid ?? '', instance: thin?.instances[299]?.uid ?? '' }
    const holds = (handle: string) => store.read(actorOf(handle), ({ imaging }) => imaging.holds(patientId('gastrectomy'), address))
    expect([await holds('thuha'), await holds('ducthinh')]).toEqual([true, false])
  })

  test('shows the advising hospital the pictures of a sent snapshot, and nothing of a draft', async () => {
    const advising = actorOf('maihuong')
    const stroke = await store.read(advising, ({ cases }) => cases.find(caseIdOf('stroke')))
    if (stroke?.status !== 'submitted') throw new Error('the stroke is not submitted')
    const snapshot = await store.read(advising, ({ snapshots }) => snapshots.find(stroke.snapshot))
    const studies = readSnapshotBundle(snapshot?.bundle ?? '').record.imagingStudies
    expect(studies.find(({ modality }) => modality === 'CT')?.series[0]?.instances.length).toBe(24)
    expect(await store.read(actorOf('hoaian'), ({ cases }) => cases.find(caseIdOf('dengue')))).toBeNull()
    expect(await store.read(advising, ({ cases }) => cases.find(caseIdOf('bleeding')))).toBeNull()
  })

  test('has cases in many states, with audit chains that are whole', async () => {
    const { cases } = await store.read(actorOf('maihuong'), ({ cases: all }) => all.list({ limit: 50, offset: 0 }))
    const states = new Set(cases.map(({ status }) => status))
    expect([...states].every((state) => caseStatuses.includes(state))).toBe(true)
    expect(states.size).toBeGreaterThanOrEqual(6)
    expect(await store.verifyAudit(actorOf('thuphuong'))).toBeNull()
  })
})

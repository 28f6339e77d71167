import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrganizationRow } from '#core/directory/import-organizations.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore, type Store } from './store.ts'
import { takeInOrganizations } from './take-in-organizations.ts'
import { openCase } from './test-cases.ts'
import { createHospitals, type TestHospital } from './test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'hub', TestHospital>
const now = new Date('2026-11-22T08:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const row = (line: number, facilityCode: string, name: string): OrganizationRow => ({ line, facilityCode, name, shortName: name, authority: 'SỞ Y TẾ', address: '', phone: '' })
const fates = async (rows: readonly OrganizationRow[], apply: boolean) => (await takeInOrganizations(database.appUrl, rows, { apply, now })).map((line) => ('fault' in line ? line.fault : line.fate))

test('a list of hospitals is looked at first, and then taken in: added, renamed under the same identity, and told on each trail', async () => {
  const one = await openCase(store, hospitals, 'scheduled')
  const hub = await store.read(hospitals.hub.doctor, ({ directory }) => directory.organization(hospitals.hub.id))
  if (hub === null) throw new Error('no hub')
  const rows = [row(2, hub.facilityCode, 'Bệnh viện Trung ương'), row(3, '99100', 'Trung tâm Y tế A'), row(4, '99101', 'Trung tâm Y tế B'), row(5, '9910', 'Sai'), row(6, '99100', 'Hai lần'), row(7, '99102', '')]
  const expected = ['changed', 'added', 'added', 'bad-code', 'named-twice', 'no-name']
  expect(await fates(rows, false)).toEqual(expected)
  expect(await store.read(hospitals.hub.doctor, ({ directory }) => directory.organization(hospitals.hub.id))).toEqual(hub)
  expect(await fates(rows, true)).toEqual(expected)
  expect(await fates(rows, true)).toEqual(['same', 'same', 'same', 'bad-code', 'named-twice', 'no-name'])

  const renamed = await store.read(hospitals.hub.doctor, ({ directory }) => directory.organization(hospitals.hub.id))
  expect(renamed).toEqual({ ...hub, name: 'Bệnh viện Trung ương', shortName: 'Bệnh viện Trung ương', authority: 'SỞ Y TẾ' })
  expect(await store.read(hospitals.hub.doctor, ({ cases }) => cases.find(one.id))).toMatchObject({ code: one.code, consultingOrganization: hospitals.hub.id })

  const told = await rowsBySql<{ kind: string; hospital: string }>(database.adminUrl,
    "SELECT body::jsonb -> 'payload' ->> 'type' AS kind, o.name AS hospital FROM audit_link l JOIN organization o ON o.id = l.organization_id WHERE body LIKE '%directory.hospital%' ORDER BY hospital")
  expect(told).toEqual([
    { kind: 'directory.hospital-changed', hospital: 'Bệnh viện Trung ương' }, { kind: 'directory.hospital-added', hospital: 'Trung tâm Y tế A' }, { kind: 'directory.hospital-added', hospital: 'Trung tâm Y tế B' },
  ])
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import type { PersonRow } from '#core/directory/import-directory.ts'
import { makePreviewDirectory, makeTakeInDirectory } from '#core/directory/take-in-directory.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'hub' | 'elsewhere', TestHospital>
const adminOf = ({ coordinator }: TestHospital): Actor => ({ ...coordinator, roles: ['admin'] })

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['hub', 'elsewhere'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const takeIn = (actor: Actor, list: Parameters<ReturnType<typeof makeTakeInDirectory>>[1]) =>
  makeTakeInDirectory({ atomically: store.atomically, clock: () => new Date('2026-11-22T08:00:00Z'), newId: () => randomUUID() })(actor, list)
const person = (more: Partial<PersonRow>): PersonRow => ({
  line: 2, licenceNumber: '000123/CCHN', name: 'Nguyễn Văn An', title: 'BS.', departmentCode: 'K19', role: 'doctor', specialties: ['general-surgery'], phone: '', isHead: false, ...more,
})
const departments = { kind: 'departments', rows: [{ line: 2, code: 'K19', name: 'Khoa Ngoại' }, { line: 3, code: 'K99', name: 'Phòng KHTH' }, { line: 4, code: 'X', name: 'Lạ' }] } as const

test('departments and people come in, the sound lines alone, and once only', async () => {
  const admin = adminOf(hospitals.hub)
  expect(await takeIn(admin, departments)).toEqual({ ok: true, value: { added: 2, changed: 0, refused: 1 } })
  const people = { kind: 'people', rows: [person({}), person({ line: 3, licenceNumber: '', name: 'Lê Thị Bình', role: 'coordinator', departmentCode: 'K99' }), person({ line: 4, licenceNumber: '000124/CCHN', departmentCode: 'K01' })] } as const
  expect(await takeIn(admin, people)).toEqual({ ok: true, value: { added: 2, changed: 0, refused: 1 } })
  expect(await takeIn(admin, people)).toEqual({ ok: true, value: { added: 0, changed: 0, refused: 1 } })
  const found = await store.read(admin, ({ directory }) => directory.clinicians(hospitals.hub.id, 'general-surgery'))
  expect(found.map(({ practitioner, department }) => [practitioner.name, practitioner.licenceNumber, department?.name])).toEqual([['Nguyễn Văn An', '000123/CCHN', 'Khoa Ngoại']])

  expect(await takeIn(admin, { kind: 'people', rows: [person({ title: 'BSCKI.', role: 'nurse' })] })).toEqual({ ok: true, value: { added: 0, changed: 1, refused: 0 } })
  expect(await takeIn(admin, { kind: 'departments', rows: [{ line: 2, code: 'K19', name: 'Khoa Ngoại tiêu hóa' }] })).toEqual({ ok: true, value: { added: 0, changed: 1, refused: 0 } })
  const [changed] = await store.read(admin, ({ directory }) => directory.clinicians(hospitals.hub.id, 'general-surgery'))
  expect([changed?.practitioner.title, changed?.roles, changed?.department?.name]).toEqual(['BSCKI.', ['nurse'], 'Khoa Ngoại tiêu hóa'])
})

test('somebody of another hospital gets a place here, and stays there as they were', async () => {
  await takeIn(adminOf(hospitals.elsewhere), departments)
  expect(await takeIn(adminOf(hospitals.elsewhere), { kind: 'people', rows: [person({ name: 'Người khác' })] })).toMatchObject({ value: { added: 0, refused: 1 } })
  expect(await takeIn(adminOf(hospitals.elsewhere), { kind: 'people', rows: [person({ title: 'GS.' })] })).toMatchObject({ value: { added: 1 } })
  const [here] = await store.read(hospitals.hub.doctor, ({ directory }) => directory.clinicians(hospitals.hub.id, 'general-surgery'))
  const [there] = await store.read(hospitals.hub.doctor, ({ directory }) => directory.clinicians(hospitals.elsewhere.id, 'general-surgery'))
  expect([here?.practitioner, here?.roles, there?.roles]).toEqual([there?.practitioner, ['nurse'], ['doctor']])
  expect(here?.practitioner.title).toBe('BSCKI.')
})

test('nobody but an administrator takes a list in, and what was taken in is on the trail without names', async () => {
  expect([await takeIn(hospitals.hub.coordinator, departments), await makePreviewDirectory(store)(hospitals.hub.doctor, departments)])
    .toEqual([{ ok: false, error: 'directory.not-allowed' }, { ok: false, error: 'directory.not-allowed' }])
  const rows = await rowsBySql<{ payload: string }>(database.adminUrl, "SELECT (body::jsonb -> 'payload')::text AS payload FROM audit_link WHERE organization_id = $1 AND body LIKE '%directory.taken-in%' ORDER BY sequence LIMIT 2", [hospitals.hub.id])
  expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    { type: 'directory.taken-in', list: 'departments', added: 2, changed: 0, refused: 1 }, { type: 'directory.taken-in', list: 'people', added: 2, changed: 0, refused: 1 },
  ])
})

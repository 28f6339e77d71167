import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeAdmitPatient, type Admission } from '#core/record/admit-patient.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospital: TestHospital
let elsewhere: TestHospital

beforeAll(async () => {
  database = await createTestDatabase()
  const made = await createHospitals(database.appUrl, ['an', 'binh'])
  hospital = made.an
  elsewhere = made.binh
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const now = new Date('2026-11-23T03:00:00Z')
const admission = (patient: Partial<Admission['patient']> = {}, stay: Partial<Admission['stay']> = {}): Admission => ({
  patient: { name: 'Nguyễn Thị Đợi', sex: 'female', birthDate: '1961-05-04', hospitalNumber: 'BN-1', citizenId: '001161000001', insuranceNumber: null, address: null, phone: null, ...patient },
  stay: { kind: 'inpatient', admissionNumber: '26.0001', department: 'Khoa Nội', room: '203', bed: '4', admittedAt: new Date('2026-11-22T01:00:00Z'), ...stay },
  diagnosis: { code: 'I21.9', display: 'Nhồi máu cơ tim cấp' },
})
const admit = (given: Admission, actor = hospital.doctor) => makeAdmitPatient({ atomically: store.atomically, clock: () => now, newId: randomUUID })(actor, given)

it('a patient typed by a doctor of a hospital without a system of its own has a record that a request can be made of', async () => {
  const made = await admit(admission())
  if (!made.ok) throw new Error(made.error)
  expect(made.value).toMatchObject({ isNew: true, added: 2 })
  const record = await store.read(hospital.doctor, ({ patients }) => patients.record(made.value.patient))
  expect(record).toMatchObject({
    patient: { name: 'Nguyễn Thị Đợi', hospitalNumber: 'BN-1' },
    encounters: [{ admissionNumber: '26.0001', department: 'Khoa Nội', bed: '4', dischargedAt: null }],
    conditions: [{ code: 'I21.9', status: 'active' }],
  })
  expect(await admit(admission())).toMatchObject({ ok: true, value: { patient: made.value.patient, isNew: false, added: 0, known: 2 } })
  const back = await admit(admission({ hospitalNumber: 'BN-OTHER' }, { admissionNumber: '26.0099' }))
  expect(back).toMatchObject({ ok: true, value: { patient: made.value.patient, isNew: false } })
})

it('a number that belongs to somebody else puts nothing into their record', async () => {
  expect(await admit(admission({ name: 'Trần Văn Khác' }))).toEqual({ ok: false, error: 'record.identity-mismatch' })
  expect(await admit(admission({ birthDate: '1990-01-01' }))).toEqual({ ok: false, error: 'record.identity-mismatch' })
  // The same number at another hospital is another person's.
  expect(await admit(admission({ name: 'Trần Văn Khác' }), elsewhere.doctor)).toMatchObject({ ok: true, value: { isNew: true } })
})

it('nobody is admitted by whoever treats nobody, nor in the future', async () => {
  expect(await admit(admission(), hospital.coordinator)).toEqual({ ok: false, error: 'patient.not-allowed' })
  expect(await admit(admission({}, { admittedAt: new Date(now.getTime() + 3_600_000) }))).toEqual({ ok: false, error: 'record.in-the-future' })
})

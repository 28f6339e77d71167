import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { admissionFields, makeDropAdmissionDraft, makeKeepAdmissionDraft, makeReadAdmissionDraft, type AdmissionDraft } from '#core/record/admission-draft.ts'
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

const half = (name: string): AdmissionDraft => ({ ...(Object.fromEntries(admissionFields.map((field) => [field, ''])) as AdmissionDraft), name, kind: 'inpatient' })
const read = (actor = hospital.doctor) => makeReadAdmissionDraft(store)(actor)
const keep = (draft: AdmissionDraft, actor = hospital.doctor, clock = () => now) => makeKeepAdmissionDraft({ atomically: store.atomically, clock })(actor, draft)

it('a form that was begun waits for whoever writes it, at that hospital, until the patient stands in the record', async () => {
  expect(await read()).toEqual({ ok: true, value: null })
  expect(await keep(half('Lý'))).toEqual({ ok: true, value: now })
  await keep(half('Lý Thị Dở'))
  expect(await read()).toEqual({ ok: true, value: half('Lý Thị Dở') })
  for (const other of [hospital.colleague, elsewhere.doctor, { ...hospital.doctor, organization: elsewhere.doctor.organization }]) expect(await read(other)).toEqual({ ok: true, value: null })
  expect([await read(hospital.coordinator), await keep(half('Ai đó'), hospital.coordinator)]).toEqual([{ ok: false, error: 'patient.not-allowed' }, { ok: false, error: 'patient.not-allowed' }])

  expect(await admit(admission({ name: 'Trần Văn Khác' }))).toMatchObject({ ok: false })
  expect(await read()).toMatchObject({ value: { name: 'Lý Thị Dở' } })
  expect(await admit(admission({ name: 'Lý Thị Dở', birthDate: null, hospitalNumber: 'BN-77', citizenId: null }, { admissionNumber: '26.0077' }))).toMatchObject({ ok: true })
  expect(await read()).toEqual({ ok: true, value: null })

  await keep(half('Bỏ đi'))
  await makeDropAdmissionDraft(store)(hospital.doctor)
  expect(await read()).toEqual({ ok: true, value: null })
})

it('a form that nobody went on with for a week is forgotten, and no younger one, whatever the clock says', async () => {
  const jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  const day = 86_400_000
  await keep(half('Cũ'), hospital.doctor, () => new Date(Date.now() - 8 * day))
  await keep(half('Mới'), hospital.colleague, () => new Date(Date.now() - 6 * day))
  expect(await jobs.forgetAdmissionDrafts(new Date(Date.now() + 30 * day))).toBe(1)
  expect([await read(), await read(hospital.colleague)]).toMatchObject([{ value: null }, { value: { name: 'Mới' } }])
  await expect(store.forgetAdmissionDrafts(new Date())).rejects.toThrow()
  await jobs.close()
})

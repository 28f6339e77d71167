import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDisclosePatient, makeSearchTrail } from '#core/audit/search-trail.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { makeCasesOfPatient } from '#core/case/cases-of-patient.ts'
import { makeViewCase } from '#core/case/view-case.ts'
import { mergePatients } from '#core/record/correct-patient.ts'
import { makeViewRecord } from '#core/record/view-record.ts'
import type { RecordOrigin } from '#core/record/incoming.ts'
import { brandId, type PatientId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Readonly<Record<'district' | 'hub' | 'elsewhere', TestHospital>>
let one: ConsultCase
let known: PatientId
const citizenId = '001099012345'
const clock = (): Date => new Date()
const origin: RecordOrigin = { channel: 'hl7v2', source: 'HIS|AN', message: 'M-1', practitioner: null, client: null, receivedAt: new Date('2026-11-21T08:00:00.000Z') }

/** The hub advises on a patient whom nobody can name; only afterwards do they turn out to be somebody with a number. */
beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'elsewhere'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  one = await openCase(store, hospitals, 'live')
  const { district, hub } = hospitals
  const ports = { atomically: store.atomically, clock, newId: () => randomUUID() }
  await makeViewRecord(ports)(district.doctor, district.patient)
  await makeViewCase(ports)(hub.doctor, one.id)
  known = brandId<PatientId>(randomUUID())
  await store.asOrganization(district.id, async (repositories) => {
    await repositories.intake.addPatient({ id: known, organization: district.id, hospitalNumber: 'BN-9', name: 'Nguyễn Văn A', birthDate: null, sex: 'male', citizenId, insuranceNumber: null, address: null, phone: null }, origin)
    expect(await mergePatients(repositories, { merged: district.patient, into: known }, { organization: district.id, origin })).toEqual({ ok: true, value: null })
  })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

test('the disclosure report tells what was seen before the merge, by either number', async () => {
  for (const asked of [known, hospitals.district.patient]) {
    const told = await makeDisclosePatient({ atomically: store.atomically, clock })(hospitals.district.auditor, asked)
    if (!told.ok) throw new Error(told.error)
    expect(told.value.inside.map(({ event }) => event.payload.type)).toEqual(expect.arrayContaining(['patient.viewed', 'patient.merged']))
    expect(told.value.outside.map(({ organization, event }) => [organization, event.payload.type])).toEqual([[hospitals.hub.id, 'case.viewed']])
  }
})

test('the trail is searched by the person, and another hospital\'s auditor learns nothing by the id', async () => {
  const search = makeSearchTrail({ atomically: store.atomically, clock })
  const { district, elsewhere } = hospitals
  const ask = async (auditor: typeof district.auditor) => {
    const found = await search(auditor, { about: { kind: 'patient', id: known }, limit: 50, offset: 0 })
    return found.ok ? found.value.lines.map(({ event }) => event.payload.type) : found.error
  }
  expect(await ask(district.auditor)).toEqual(expect.arrayContaining(['patient.viewed', 'patient.merged']))
  expect(await ask(elsewhere.auditor)).toEqual([])
})

test('the record\'s page lists the consults of before', async () => {
  const codes = async (patient: PatientId) => (await makeCasesOfPatient({ ...store, clock })(hospitals.district.doctor, patient)).map(({ code }) => code)
  expect([await codes(known), await codes(hospitals.district.patient)]).toEqual([[one.code], [one.code]])
})

test('the case is found behind the glass by the number of whom the patient turned out to be', async () => {
  const behind = (asked: string) => store.read(hospitals.elsewhere.doctor, ({ glass }) => glass.behind(asked))
  expect([(await behind(citizenId)).map(({ code }) => code), await behind('001099012346')]).toEqual([[one.code], []])
})

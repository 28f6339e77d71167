import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDisclosePatient, makeFindSubjects, makeSearchTrail } from '#core/audit/search-trail.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { makeViewCase } from '#core/case/view-case.ts'
import { makeViewRecord } from '#core/record/view-record.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Readonly<Record<'district' | 'hub' | 'elsewhere', TestHospital>>
let one: ConsultCase
const clock = (): Date => new Date()

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'elsewhere'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  one = await openCase(store, hospitals, 'live')
  const ports = { atomically: store.atomically, clock, newId: () => crypto.randomUUID() }
  const { district, hub } = hospitals
  await makeViewRecord(ports)(district.doctor, district.patient)
  await makeViewCase(ports)(district.colleague, one.id)
  await makeViewCase(ports)(hub.doctor, one.id)
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const search = (...args: Parameters<ReturnType<typeof makeSearchTrail>>) => makeSearchTrail({ atomically: store.atomically, clock })(...args)
const disclose = (...args: Parameters<ReturnType<typeof makeDisclosePatient>>) => makeDisclosePatient({ atomically: store.atomically, clock })(...args)
const find = (...args: Parameters<ReturnType<typeof makeFindSubjects>>) => makeFindSubjects(store)(...args)
const whole = { limit: 50, offset: 0 }

describe('the trail', () => {
  test('is searched by patient, the patient\'s cases included, by case and by person', async () => {
    const { auditor, patient, colleague } = hospitals.district
    const ofPatient = await search(auditor, { about: { kind: 'patient', id: patient }, ...whole })
    expect(ofPatient.ok && ofPatient.value.lines.map(({ event }) => event.payload.type)).toEqual(['case.viewed', 'patient.viewed'])
    const ofCase = await search(auditor, { about: { kind: 'case', id: one.id }, ...whole })
    expect(ofCase.ok && [ofCase.value.total, ofCase.value.about?.label]).toEqual([1, one.code])
    const ofPerson = await search(auditor, { about: { kind: 'person', id: colleague.practitioner }, ...whole })
    expect(ofPerson.ok && ofPerson.value.names.people.get(colleague.practitioner)).toBe('BS. district 1')
  })

  test('names whom to ask about by name without marks, by number and by code', async () => {
    const { auditor } = hospitals.district
    const kinds = async (text: string) => {
      const found = await find(auditor, text)
      return found.ok ? found.value.map(({ kind }) => kind) : found.error
    }
    expect([await kinds('do thi uoc'), await kinds('BN-0001'), await kinds(one.code), await kinds('district 2'), await kinds('   ')]).toEqual([['patient'], ['patient'], ['case'], ['person'], []])
  })

  test('writes down that it was searched', async () => {
    const { auditor } = hospitals.district
    const found = await search(auditor, { about: { kind: 'person', id: auditor.practitioner }, ...whole })
    expect(found.ok && found.value.lines[0]?.event.payload).toMatchObject({ type: 'audit.searched' })
  })

  test('is for the auditor of the own hospital alone', async () => {
    const { doctor, coordinator, patient } = hospitals.district
    for (const actor of [doctor, coordinator]) {
      expect(await search(actor, { about: null, ...whole })).toEqual({ ok: false, error: 'audit.not-allowed' })
      expect(await disclose(actor, patient)).toEqual({ ok: false, error: 'audit.not-allowed' })
    }
    const foreign = await search(hospitals.elsewhere.auditor, { about: { kind: 'patient', id: patient }, ...whole })
    expect(foreign.ok && [foreign.value.total, foreign.value.about]).toEqual([0, null])
    expect(await disclose(hospitals.hub.auditor, patient)).toEqual({ ok: false, error: 'patient.not-found' })
  })
})

test('the disclosure report tells who of another hospital saw the patient\'s case', async () => {
  const { auditor, patient } = hospitals.district
  const told = await disclose(auditor, patient)
  if (!told.ok) throw new Error(told.error)
  const { outside, inside, names } = told.value
  expect(outside.map(({ organization, event }) => [organization, event.actor, event.payload.type])).toEqual([[hospitals.hub.id, hospitals.hub.doctor.practitioner, 'case.viewed']])
  expect(inside.map(({ event }) => event.payload.type)).toContain('patient.viewed')
  expect([names.hospitals.get(hospitals.hub.id), names.people.get(hospitals.hub.doctor.practitioner)]).toEqual(['hub', 'BS. hub 0'])
})

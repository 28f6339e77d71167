import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noFacts, type IntakeCount, type RecordOrigin, type ToldFacts } from '#core/record/incoming.ts'
import type { Allergy, Observation } from '#core/record/patient-record.ts'
import { brandId, type PatientId } from '#core/shared/ids.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospital: TestHospital

beforeAll(async () => {
  database = await createTestDatabase()
  hospital = (await createHospitals(database.appUrl, ['an'])).an
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const originAt = (minute: number): RecordOrigin => ({
  channel: 'hl7v2', source: 'HIS|AN', message: `M-${minute}`, practitioner: null, client: null, receivedAt: new Date(Date.UTC(2026, 10, 21, 8, minute)),
})
const newPatient = async (): Promise<PatientId> => {
  const id = brandId<PatientId>(randomUUID())
  const person = { id, organization: hospital.id, hospitalNumber: `BN-${id.slice(0, 8)}`, name: 'Nguyễn Văn Thử', birthDate: null, sex: 'unknown', citizenId: null, insuranceNumber: null, address: null, phone: null } as const
  await store.asOrganization(hospital.id, ({ intake }) => intake.addPatient(person, originAt(0)))
  return id
}
const take = (patient: PatientId, facts: Partial<ToldFacts>, came: number | RecordOrigin): Promise<IntakeCount> =>
  store.asOrganization(hospital.id, ({ intake }) => intake.addFacts(patient, { ...noFacts, ...facts }, typeof came === 'number' ? originAt(came) : came))
const recordOf = async (patient: PatientId) => {
  const record = await store.read(hospital.doctor, ({ patients }) => patients.record(patient))
  return { allergies: record?.allergies.map(({ substance }) => substance), values: record?.observations.map(({ value }) => value) }
}

/** As the HL7 listener and the typed entry name facts: by what is told, and not by whom it is told of. */
const penicillin: { readonly key: string; readonly item: Omit<Allergy, 'id'> } = { key: 'AL1|Penicillin', item: { substance: 'Penicillin', reaction: 'Phản vệ', criticality: 'high' } }
const potassium = (value: number): { readonly key: string; readonly item: Omit<Observation, 'id'> } => ({
  key: 'typed|2823-3|2026-11-21T01:00:00.000Z',
  item: { category: 'laboratory', code: '2823-3', display: 'Kali', value, unit: 'mmol/L', referenceLow: 3.5, referenceHigh: 5, flag: 'normal', effectiveAt: new Date('2026-11-21T01:00:00.000Z') },
})

it('keeps of each patient what several share, word for word and by the same key', async () => {
  const [first, second] = [await newPatient(), await newPatient()]
  expect(await take(first, { allergies: [penicillin] }, 1)).toEqual({ added: 1, known: 0, corrected: 0 })
  expect(await take(second, { allergies: [penicillin] }, 2)).toEqual({ added: 1, known: 0, corrected: 0 })
  expect(await take(second, { allergies: [penicillin] }, 3)).toEqual({ added: 0, known: 1, corrected: 0 })
  expect(await take(await newPatient(), { allergies: [penicillin, penicillin, penicillin] }, 3)).toEqual({ added: 1, known: 2, corrected: 0 })
  expect([(await recordOf(first)).allergies, (await recordOf(second)).allergies]).toEqual([['Penicillin'], ['Penicillin']])
})

it('corrects a value of the patient it is told of, and of nobody else', async () => {
  const [first, second] = [await newPatient(), await newPatient()]
  await take(first, { observations: [potassium(4.1)] }, 4)
  expect(await take(second, { observations: [potassium(5.9)] }, 5)).toEqual({ added: 1, known: 0, corrected: 0 })
  expect(await take(second, { observations: [potassium(5.2)] }, 6)).toEqual({ added: 0, known: 0, corrected: 1 })
  expect([(await recordOf(first)).values, (await recordOf(second)).values]).toEqual([[4.1], [5.2]])
})

it('lets the last word of one message stand, and knows all of them when it comes again', async () => {
  const patient = await newPatient()
  const message = { observations: [potassium(4.1), potassium(4.4), potassium(4.1)] }
  expect(await take(patient, message, 6)).toEqual({ added: 1, known: 0, corrected: 2 })
  expect(await take(patient, message, { ...originAt(7), message: 'M-6' })).toEqual({ added: 0, known: 3, corrected: 0 })
  expect((await recordOf(patient)).values).toEqual([4.1])
  expect(await take(patient, { observations: [potassium(4.4)] }, 8)).toEqual({ added: 0, known: 0, corrected: 1 })
  expect((await recordOf(patient)).values).toEqual([4.4])
})

it('lets a fact become again what it was, as often as it is told so', async () => {
  const patient = await newPatient()
  const tell = (value: number, minute: number) => take(patient, { observations: [potassium(value)] }, minute)
  expect(await tell(4.1, 1)).toEqual({ added: 1, known: 0, corrected: 0 })
  for (const [minute, value] of [[2, 4.4], [3, 4.1], [4, 4.4], [5, 4.1]] as const) {
    expect(await tell(value, minute)).toEqual({ added: 0, known: 0, corrected: 1 })
    expect((await recordOf(patient)).values).toEqual([value])
  }
  expect(await tell(4.1, 6)).toEqual({ added: 0, known: 1, corrected: 0 })
  const trace = await store.read(hospital.doctor, ({ shelves }) => shelves.provenance({ patients: [patient], limit: 20, offset: 0 }))
  expect(trace.items.flatMap(({ kind, origin }) => (kind === 'Observation' ? [origin.message] : []))).toEqual(['M-5', 'M-4', 'M-3', 'M-2', 'M-1'])
})

it('undoes nothing by a message that comes again late', async () => {
  const patient = await newPatient()
  const tell = (value: number, minute: number, more: Partial<RecordOrigin> = {}) => take(patient, { observations: [potassium(value)] }, { ...originAt(minute), ...more })
  for (const [minute, value] of [[1, 4.1], [2, 4.4], [3, 4.1], [4, 4.4]] as const) await tell(value, minute)
  for (const [again, value] of [[1, 4.1], [2, 4.4], [3, 4.1]] as const) expect(await tell(value, 10 + again, { message: `M-${again}` })).toEqual({ added: 0, known: 1, corrected: 0 })
  expect((await recordOf(patient)).values).toEqual([4.4])
})

it('undoes nothing by what its sender told before, though it told it twice', async () => {
  const patient = await newPatient()
  const tell = (value: number, minute: number, told = minute) =>
    take(patient, { observations: [potassium(value)] }, { ...originAt(minute), message: `M-${told}`, toldAt: new Date(Date.UTC(2026, 10, 21, 7, told)) })
  // Of the second telling nothing is kept, since it tells nothing new.
  for (const [minute, value] of [[1, 4.1], [2, 4.1], [3, 4.4]] as const) await tell(value, minute)
  expect(await tell(4.1, 9, 2)).toEqual({ added: 0, known: 1, corrected: 0 })
  expect((await recordOf(patient)).values).toEqual([4.4])
  expect(await tell(4.1, 10)).toEqual({ added: 0, known: 0, corrected: 1 })
})

it('takes what is typed or fetched for what holds now, though the same was typed or fetched before', async () => {
  for (const channel of ['typed', 'fhir-pull'] as const) {
    const patient = await newPatient()
    for (const [minute, value] of [[1, 4.1], [2, 4.4], [3, 4.1]] as const) await take(patient, { observations: [potassium(value)] }, { ...originAt(minute), channel, message: `${channel}-${value}` })
    expect((await recordOf(patient)).values).toEqual([4.1])
  }
})

it('lets a value go that is corrected to what stands already', async () => {
  const patient = await newPatient()
  const other = { key: 'OBX|2', item: potassium(4.4).item }
  await take(patient, { observations: [potassium(4.1), other] }, 1)
  await take(patient, { observations: [potassium(4.4)] }, 2)
  expect((await recordOf(patient)).values).toEqual([4.4])
})

describe('what its sender takes back', () => {
  const { key } = potassium(0)
  const pdf = Buffer.from('%PDF-1.7 phiếu của người khác').toString('base64')
  const page = { key: 'ED|1', item: { title: 'Phiếu', issuedAt: new Date('2026-11-21T02:00:00.000Z'), pdf } }
  const report = { key: 'OBR|1', item: { category: 'laboratory', code: 'X', display: 'Điện giải đồ', findings: '', conclusion: 'Tăng kali máu', author: null, results: [key], issuedAt: page.item.issuedAt } } as const
  const standing = async (patient: PatientId) => {
    const record = await store.read(hospital.doctor, ({ patients }) => patients.record(patient))
    return [record?.observations.map(({ value }) => value), record?.reports.map(({ results }) => results.length), record?.media.length]
  }

  it('stands no longer, is kept as it came, and stands again once it is told again', async () => {
    const patient = await newPatient()
    await take(patient, { observations: [potassium(6.9)], reports: [report], pages: [page] }, 1)
    expect(await standing(patient)).toEqual([[6.9], [1], 1])
    expect(await take(patient, { withdrawn: { observations: [key] } }, 2)).toEqual({ added: 0, known: 0, corrected: 1 })
    expect(await standing(patient)).toEqual([[], [0], 1])
    expect(await take(patient, { withdrawn: { observations: [key], reports: ['OBR|1'], pages: ['ED|1'] } }, 3)).toEqual({ added: 0, known: 1, corrected: 2 })
    expect(await standing(patient)).toEqual([[], [], 0])
    const rows = await rowsBySql(database.adminUrl, 'SELECT value_number AS value FROM observation WHERE patient_id = $1 UNION ALL SELECT 0 FROM record_media WHERE patient_id = $1', [patient])
    expect(rows).toEqual([{ value: 6.9 }, { value: 0 }])
    const trace = await store.read(hospital.doctor, ({ shelves }) => shelves.provenance({ patients: [patient], limit: 20, offset: 0 }))
    const told = trace.items.filter(({ kind }) => kind === 'Observation')
    expect([told.map(({ origin }) => origin.message), new Set(told.map(({ target }) => target)).size]).toEqual([['M-2', 'M-1'], 1])
    expect(await take(patient, { observations: [potassium(6.9)], reports: [report], pages: [page] }, 4)).toEqual({ added: 0, known: 0, corrected: 3 })
    expect(await standing(patient)).toEqual([[6.9], [1], 1])
  })

  it('stays away where an old message brings it again, and where the message that took it back comes again late', async () => {
    const patient = await newPatient()
    await take(patient, { observations: [potassium(6.9)] }, 1)
    await take(patient, { withdrawn: { observations: [key] } }, 2)
    expect(await take(patient, { observations: [potassium(6.9)] }, { ...originAt(3), message: 'M-1' })).toEqual({ added: 0, known: 1, corrected: 0 })
    expect(await standing(patient)).toEqual([[], [], 0])
    await take(patient, { observations: [potassium(4.1)] }, 4)
    expect(await take(patient, { withdrawn: { observations: [key] } }, { ...originAt(5), message: 'M-2' })).toEqual({ added: 0, known: 1, corrected: 0 })
    expect(await standing(patient)).toEqual([[4.1], [], 0])
  })

  it('is nobody else\'s, and of a stay frees its number', async () => {
    const [one, another] = [await newPatient(), await newPatient()]
    for (const patient of [one, another]) await take(patient, { allergies: [penicillin] }, 1)
    await take(one, { withdrawn: { allergies: [penicillin.key] } }, 2)
    expect([(await recordOf(one)).allergies, (await recordOf(another)).allergies]).toEqual([[], ['Penicillin']])
    const stay = { key: 'PV1|NV-9', item: { kind: 'inpatient', admissionNumber: 'NV-9', department: 'Khoa Nội', room: null, bed: null, admittedAt: page.item.issuedAt, dischargedAt: null } } as const
    await take(one, { encounters: [stay] }, 3)
    await take(one, { withdrawn: { encounters: [stay.key] } }, 4)
    expect(await take(another, { encounters: [{ ...stay, key: 'PV1|another' }] }, 5)).toEqual({ added: 1, known: 0, corrected: 0 })
  })

  it('stands where the same message tells it anew', async () => {
    const patient = await newPatient()
    await take(patient, { observations: [potassium(6.9)] }, 1)
    expect(await take(patient, { observations: [potassium(4.1)], withdrawn: { observations: [key] } }, 2)).toEqual({ added: 0, known: 0, corrected: 1 })
    expect(await standing(patient)).toEqual([[4.1], [], 0])
  })
})

it('corrects what came under a patient who was merged since', async () => {
  const [unknown, known] = [await newPatient(), await newPatient()]
  await take(unknown, { observations: [potassium(4.1)] }, 7)
  await store.asOrganization(hospital.id, ({ intake }) => intake.mergePatient(unknown, known, originAt(8)))
  expect(await take(known, { observations: [potassium(4.1)] }, 9)).toEqual({ added: 0, known: 1, corrected: 0 })
  expect(await take(known, { observations: [potassium(4.4)] }, 10)).toEqual({ added: 0, known: 0, corrected: 1 })
  expect((await recordOf(known)).values).toEqual([4.4])
})

it('keeps a report with the values that it is about; its links follow a corrected value, its words stay', async () => {
  const patient = await newPatient()
  const issuedAt = new Date('2026-11-21T02:00:00.000Z')
  const report = (conclusion: string) => ({
    key: 'OBR|X-1|X|', item: { category: 'laboratory', code: 'X', display: 'Huyết đồ', findings: '', conclusion, author: null, results: [potassium(0).key, 'of nobody'], issuedAt } as const,
  })
  const standing = async () => {
    const record = await store.read(hospital.doctor, ({ patients }) => patients.record(patient))
    return { reports: record?.reports.map(({ conclusion, results }) => [conclusion, results]), value: record?.observations[0]?.id }
  }
  expect(await take(patient, { observations: [potassium(4.1)], reports: [report('Bình thường')] }, 7)).toEqual({ added: 2, known: 0, corrected: 0 })
  const first = await standing()
  expect(first.reports).toEqual([['Bình thường', [first.value]]])
  expect(await take(patient, { observations: [potassium(2.9)] }, 8)).toEqual({ added: 0, known: 0, corrected: 1 })
  const second = await standing()
  expect([second.reports, second.value === first.value]).toEqual([[['Bình thường', [second.value]]], false])
  expect(await take(patient, { observations: [potassium(2.9)], reports: [report('Bình thường')] }, 9)).toEqual({ added: 0, known: 2, corrected: 0 })
  expect(await take(patient, { observations: [potassium(2.9)], reports: [report('Hạ kali máu')] }, 10)).toEqual({ added: 0, known: 1, corrected: 1 })
  expect((await standing()).reports).toEqual([['Hạ kali máu', [second.value]]])
})

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePullRecord, makeSaveFhirSource, makeViewFhirSource } from '#core/interop/pull-record.ts'
import type { Actor } from '#core/directory/actor.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { makeFhirSourceClient } from './fhir-source-client.ts'
import { makeGuardedRequest } from './guarded-request.ts'

let database: TestDatabase
let store: Store
let server: Server
let origin: string
let hospitals: Record<'an' | 'binh', TestHospital>

/** What the hospital's server holds, and how it is asked. */
let patients: readonly object[] = []
let potassium = 5.9
let answerOf: ((path: string) => { readonly status: number; readonly headers?: Record<string, string>; readonly body: string } | null) = () => null
const asked: { readonly method: string; readonly url: string; readonly form: string; readonly authorization: string | undefined }[] = []

const subject = { reference: 'Patient/77' }
const shelves = (): Readonly<Record<string, readonly object[]>> => ({
  Patient: patients,
  Encounter: [{ resourceType: 'Encounter', id: 'e1', status: 'in-progress', identifier: [{ value: 'NV-1' }], class: { code: 'IMP' }, subject, period: { start: '2026-11-20T01:00:00Z' }, participant: [{ individual: { reference: 'Practitioner/9' } }] }],
  Condition: [{ resourceType: 'Condition', id: 'c1', subject, encounter: { reference: 'Encounter/e1' }, code: { text: 'Suy thận cấp', coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'N17' }] }, recordedDate: '2026-11-20' }],
  Observation: ['2026-11-20T02:00:00Z', '2026-11-21T02:00:00Z'].map((at, turn) => ({
    resourceType: 'Observation', id: `o${turn}`, status: 'final', subject, code: { text: 'Kali', coding: [{ system: 'http://loinc.org', code: '2823-3' }] }, effectiveDateTime: at, valueQuantity: { value: turn === 1 ? potassium : 4.1, unit: 'mmol/L' },
  })),
  DiagnosticReport: [{
    resourceType: 'DiagnosticReport', id: 'd1', status: 'final', subject, category: [{ coding: [{ code: 'LAB' }] }], code: { text: 'Điện giải đồ' }, issued: '2026-11-21T03:00:00Z',
    conclusion: 'Tăng kali máu', performer: [{ reference: 'Practitioner/9', display: 'BS. Lan' }], result: [{ reference: 'Observation/o1' }],
    presentedForm: [{ contentType: 'application/pdf', data: Buffer.from('%PDF-1.7 phiếu').toString('base64') }],
  }],
  Procedure: [{ resourceType: 'Procedure', id: 'p1', status: 'completed', subject, code: { text: 'Lọc máu cấp cứu' }, performedPeriod: { start: '2026-11-21T04:00:00Z', end: '2026-11-21T08:00:00Z' } }],
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const form = Buffer.concat(chunks).toString()
  const url = new URL(request.url ?? '/', origin)
  asked.push({ method: request.method ?? '', url: url.href, form, authorization: request.headers.authorization })
  const told = answerOf(url.pathname)
  if (told !== null) {
    response.writeHead(told.status, { 'content-type': 'application/fhir+json', ...told.headers }).end(told.body)
    return
  }
  const json = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
  }
  const [, type = ''] = /^\/fhir\/(\w+)(?:\/_search)?$/.exec(url.pathname) ?? []
  const found = type === 'metadata' ? [] : shelves()[type]
  if (found === undefined) {
    json(404, { resourceType: 'OperationOutcome' })
    return
  }
  if (type === 'metadata') {
    json(200, { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' })
    return
  }
  // One resource a page, so that the pages are turned.
  const at = Number(url.searchParams.get('page') ?? '0')
  const link = at + 1 < found.length ? [{ relation: 'next', url: `${origin}/fhir/${type}?page=${at + 1}` }] : []
  json(200, { resourceType: 'Bundle', type: 'searchset', link, entry: found.slice(at, at + 1).map((resource) => ({ resource })) })
}

const admin = (): Actor => ({ ...hospitals.an.doctor, roles: ['admin'] })
const ports = (allowed: readonly string[]) => ({
  atomically: store.atomically, clock: () => new Date(), seal: (token: string) => `sealed ${token}`,
  client: makeFhirSourceClient({ request: makeGuardedRequest(allowed, { bytes: 200_000, milliseconds: 2_000 }), openToken: (sealed) => sealed.replace('sealed ', '') }),
})
const person = (more: object = {}) => ({
  resourceType: 'Patient', id: '77', identifier: [{ system: 'urn:his', value: 'BN-0001' }], name: [{ text: 'Đỗ Thị Ước an' }], birthDate: '1961-05-04', gender: 'female', ...more,
})
const pull = (actor = hospitals.an.doctor, patient = hospitals.an.patient) => makePullRecord(ports([origin]))(actor, patient)

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['an', 'binh'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await store.close()
  await database.drop()
})

describe('where the hospital has its own server', () => {
  it('is kept once it has answered, by its administrator alone, and the token is never shown', async () => {
    expect(await pull()).toEqual({ ok: false, error: 'fhir-source.none' })
    const save = makeSaveFhirSource(ports([origin]))
    expect(await save(hospitals.an.doctor, { url: `${origin}/fhir`, token: '' })).toEqual({ ok: false, error: 'auth.not-allowed' })
    expect(await save(admin(), { url: `${origin}/elsewhere`, token: '' })).toEqual({ ok: false, error: 'fhir-source.refused' })
    expect(await save(admin(), { url: `${origin}/fhir`, token: 'a-secret-of-the-his' })).toEqual({ ok: true, value: null })
    expect(await makeViewFhirSource(ports([]))(admin())).toEqual({ ok: true, value: { url: `${origin}/fhir`, hasToken: true } })
  })

  it.each([
    ['http://169.254.169.254/latest/meta-data', ['http://169.254.169.254']],
    ['http://0.0.0.0/fhir', ['http://0.0.0.0']],
    ['http://[::ffff:127.0.0.1]/fhir', ['http://[::ffff:127.0.0.1]']],
    ['http://not-listed.example/fhir', ['http://his.example']],
  ])('%s is not asked', async (url, allowed) => {
    expect(await makeSaveFhirSource(ports(allowed))(admin(), { url, token: '' })).toEqual({ ok: false, error: 'fhir-source.address-not-allowed' })
  })

  it('a listed name that stands for this machine is not asked', async () => {
    // RFC 6761: every name under localhost is this machine, though the operator did not list it as such.
    const answered = await makeSaveFhirSource(ports(['http://his.localhost']))(admin(), { url: 'http://his.localhost/fhir', token: '' })
    expect(answered.ok).toBe(false)
  })
})

describe('a pull', () => {
  it('brings the pages of every type, with the token, and names the patient in no address', async () => {
    patients = [person()]
    asked.length = 0
    expect(await pull()).toMatchObject({ ok: true, value: { added: 7, known: 0, corrected: 0 } })
    expect(asked.every(({ authorization }) => authorization === 'Bearer a-secret-of-the-his')).toBe(true)
    // The port may hold anything.
    const addresses = asked.map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search)
    expect(addresses.filter((address) => /BN-0001|77/.test(address))).toEqual([])
    const record = await store.read(hospitals.an.doctor, (all) => all.patients.record(hospitals.an.patient))
    expect([record?.encounters.length, record?.conditions.map(({ code }) => code), record?.observations.map(({ value }) => value).sort()]).toEqual([1, ['N17'], [4.1, 5.9]])
    const high = record?.observations.find(({ value }) => value === 5.9)
    expect(record?.reports).toMatchObject([{ display: 'Điện giải đồ', conclusion: 'Tăng kali máu', author: 'BS. Lan', results: [high?.id] }])
    expect(record?.procedures.map(({ display }) => display)).toEqual(['Lọc máu cấp cứu'])
    expect(record?.media).toMatchObject([{ kind: 'document', title: 'Điện giải đồ', mediaType: 'application/pdf' }])
  })

  it('knows what it brought before, and sets a corrected value beside the former, each with its provenance', async () => {
    expect(await pull()).toMatchObject({ ok: true, value: { added: 0, known: 7, corrected: 0 } })
    potassium = 6.2
    expect(await pull()).toMatchObject({ ok: true, value: { added: 0, known: 6, corrected: 1 } })
    const traces = await store.lookInto(hospitals.an.id, ({ shelves: all }) => all.provenance({ patients: [hospitals.an.patient], limit: 50, offset: 0 }))
    expect(traces.items.map(({ origin: { channel, source } }) => `${channel} ${source}`)).toEqual(Array.from({ length: 8 }, () => `fhir-pull fhir:${new URL(origin).host}`))
  })

  it('takes nothing of somebody else, nor where the number is two people\'s or nobody\'s', async () => {
    patients = [person({ name: [{ text: 'Lê Văn Tám' }], birthDate: '1990-01-01' })]
    expect(await pull()).toEqual({ ok: false, error: 'record.identity-mismatch' })
    patients = [person(), person({ id: '78' })]
    expect(await pull()).toEqual({ ok: false, error: 'record.many-patients' })
    patients = [person({ identifier: [{ value: 'BN-00012' }] })]
    expect(await pull()).toEqual({ ok: false, error: 'fhir-source.unknown-patient' })
    patients = [person()]
  })

  it('finds no patient of another hospital', async () => {
    expect(await pull(hospitals.an.doctor, hospitals.binh.patient)).toEqual({ ok: false, error: 'patient.not-found' })
    expect(await pull(hospitals.binh.doctor, hospitals.an.patient)).toEqual({ ok: false, error: 'patient.not-found' })
  })

  it.each([
    ['redirects elsewhere', { status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' }, 'fhir-source.refused'],
    ['sends without end', { status: 200, body: `{"resourceType":"Bundle","x":"${'a'.repeat(300_000)}"}` }, 'fhir-source.too-large'],
    ['sends a page', { status: 200, body: '<html>' }, 'fhir-source.malformed'],
    ['sends nothing', { status: 200, body: '' }, 'fhir-source.malformed'],
    ['leads to another server', { status: 200, body: JSON.stringify({ resourceType: 'Bundle', link: [{ relation: 'next', url: 'http://169.254.169.254/next' }] }) }, 'fhir-source.malformed'],
    ['shuts the door', { status: 401, body: '' }, 'fhir-source.refused'],
    ['has broken down', { status: 503, body: '' }, 'fhir-source.unreachable'],
  ])('takes nothing from a server that %s', async (_what, told, error) => {
    answerOf = () => told
    expect(await pull()).toEqual({ ok: false, error })
    answerOf = () => null
  })
})

import { createHash, randomUUID } from 'node:crypto'
import { Fhir } from 'fhir'
import { Client } from 'fhir-kit-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRevokeClient } from '#core/interop/manage-clients.ts'
import type { ClientScope } from '#core/interop/system-client.ts'
import { fhirTypes } from '#core/interop/system-client.ts'
import type { Store } from '#prisma/store.ts'
import { administratorOf, digest, openFhirWorld, type FhirWorld } from './test-fhir-world.ts'
import { orderWithReport, transactionOf } from './test-transaction.ts'

let world: FhirWorld
let store: Store
let base: string
let token: string
let other: string

interface Asked { readonly method?: string; readonly as?: string; readonly headers?: Record<string, string>; readonly body?: object }
const ask = async (path: string, { method = 'GET', as = token, headers = {}, body }: Asked = {}) => {
  const answer = await fetch(path.startsWith('http') ? path : `${base}/fhir/${path}`, {
    method, headers: { authorization: `Bearer ${as}`, 'content-type': 'application/fhir+json', ...headers }, ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', location: answer.headers.get('location'), body: (text === '' ? null : JSON.parse(text)) as Bundle }
}
interface Bundle {
  readonly resourceType: string
  readonly id: string
  readonly total: number
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly { readonly resource: { readonly resourceType: string; readonly id: string; readonly name?: readonly { readonly text: string }[] } }[]
  readonly status?: string
  readonly issue?: readonly { readonly code: string; readonly details: { readonly text: string } }[]
}

const baLang = administratorOf('baLang')
const songHan = administratorOf('songHan')
const all: readonly ClientScope[] = ['system/*.read', 'system/AuditEvent.read', 'system/ServiceRequest.write', 'system/Patient.write']

beforeAll(async () => {
  world = await openFhirWorld()
  ;({ store, base } = world)
  token = await world.tokenFor(baLang, all)
  other = await world.tokenFor(songHan, all)
  await world.signMinutesOf('sepsis')
}, 120_000)
afterAll(() => world.close())

const validator = new Fhir()
const faultsOf = (resource: unknown): readonly string[] =>
  validator.validate(JSON.stringify(resource), { errorOnUnexpected: true }).messages.filter(({ severity }) => ['error', 'fatal'].includes(String(severity))).map(({ message }) => String(message))

describe('a system at the door', () => {
  it('gets a token for its id and secret, with no more scopes than it holds', async () => {
    const { id, secret } = await world.letIn(baLang, ['system/Patient.read'])
    const granted = (await (await world.askToken(id, secret, 'system/Patient.read system/*.read')).json()) as { readonly scope: string; readonly access_token: string }
    expect(granted.scope).toBe('system/Patient.read')
    expect((await ask('Patient?_count=1', { as: granted.access_token })).status).toBe(200)
    expect((await ask('Condition', { as: granted.access_token })).body.issue?.[0]?.code).toBe('forbidden')
    expect((await world.askToken(id, secret, 'system/Condition.read')).status).toBe(400)
  })

  it('is turned away with a wrong secret, without a token, and at once when it is revoked', async () => {
    const { id, secret } = await world.letIn(baLang, ['system/*.read'])
    expect((await world.askToken(id, `${secret}x`)).status).toBe(401)
    expect((await world.askToken(randomUUID(), secret)).status).toBe(401)
    expect((await ask('Patient', { as: 'nothing' })).status).toBe(401)
    const { access_token: held } = (await (await world.askToken(id, secret)).json()) as { readonly access_token: string }
    expect((await ask('Patient?_count=1', { as: held })).status).toBe(200)
    const revoke = makeRevokeClient({ atomically: (actor, work) => store.atomically(actor, work), clock: () => new Date(), newId: randomUUID, digest, newSecret: randomUUID })
    expect(await revoke(songHan, id)).toMatchObject({ ok: false, error: 'client.not-found' })
    expect(await revoke(baLang, id)).toMatchObject({ ok: true })
    expect((await ask('Patient?_count=1', { as: held })).status).toBe(401)
  })
})

describe('a public client library', () => {
  const library = () => new Client({ baseUrl: `${base}/fhir`, bearerToken: token })
  const licenceOfDoctor = async (): Promise<string | undefined> => {
    const [doctor] = await store.asOrganization(baLang.organization, ({ directory }) => directory.clinicians(baLang.organization))
    return doctor?.practitioner.licenceNumber ?? doctor?.practitioner.id
  }

  it('reads the capability statement and finds a patient by a name without marks, in either composition', async () => {
    const statement = await library().capabilityStatement()
    expect(statement.resourceType).toBe('CapabilityStatement')
    for (const name of ['nguyen huu phuoc', 'Nguyễn Hữu Phước', 'Nguyễn Hữu Phước'.normalize('NFD'), 'PHƯỚC']) {
      const found = (await library().search({ resourceType: 'Patient', searchParams: { name }, options: { postSearch: true } })) as unknown as Bundle
      expect([name, found.entry?.[0]?.resource.name?.[0]?.text]).toEqual([name, 'Nguyễn Hữu Phước'])
    }
  })

  it('turns the pages of a search to the end and back, and nobody reads in the address whom was asked for', async () => {
    const first = (await library().search({ resourceType: 'Observation', searchParams: { category: 'laboratory', _count: '7' } })) as unknown as Bundle
    const seen: string[] = []
    let page: Bundle | undefined = first
    while (page !== undefined) {
      seen.push(...(page.entry ?? []).map(({ resource }) => resource.id))
      const next: Bundle['link'][number] | undefined = page.link.find(({ relation }) => relation === 'next')
      expect(next?.url ?? '').not.toContain('laboratory')
      page = next === undefined ? undefined : ((await library().nextPage({ bundle: page as never })) as unknown as Bundle)
    }
    expect(new Set(seen).size).toBe(first.total)
    expect(first.total).toBeGreaterThan(14)
  })

  it('opens a consult by an order with its record, once, as a draft of the doctor whom it names', async () => {
    const value = await licenceOfDoctor()
    const order = {
      resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'urgent', identifier: [{ system: 'urn:his', value: 'ORD-1' }],
      contained: [
        { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-000777' }], name: [{ text: 'Trần Thị Lệ Thủy' }], gender: 'female', birthDate: '1950-02-03' },
        { resourceType: 'Condition', id: 'c', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I21.9', display: 'Nhồi máu cơ tim cấp' }] }, subject: { reference: '#p' }, recordedDate: '2026-11-21' },
        { resourceType: 'Observation', id: 'o', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '6598-7' }], text: 'Troponin T' }, subject: { reference: '#p' }, effectiveDateTime: '2026-11-21T08:00:00+07:00', valueQuantity: { value: 0.9, unit: 'ng/mL' }, referenceRange: [{ high: { value: 0.04 } }] },
      ],
      subject: { reference: '#p' }, requester: { identifier: { value } }, reasonCode: [{ text: 'Nhồi máu cơ tim cấp' }], note: [{ text: 'Có can thiệp mạch vành không?' }],
    }
    const created = (await library().create({ resourceType: 'ServiceRequest', body: order })) as unknown as Bundle
    expect(created).toMatchObject({ resourceType: 'ServiceRequest', status: 'draft' })
    expect(faultsOf(created)).toEqual([])
    const again = await ask('ServiceRequest', { method: 'POST', body: order })
    expect([again.status, again.body.id]).toEqual([200, created.id])
    const found = await ask('Patient?identifier=HIS-000777')
    const patient = found.body.entry?.[0]?.resource.id ?? ''
    expect((await ask(`Observation?patient=Patient/${patient}`)).body.total).toBe(1)
    const provenance = await ask(`Provenance?patient=${patient}`)
    expect(provenance.body.total).toBe(4)
    expect(faultsOf(provenance.body)).toEqual([])
  })

  it('opens a consult by a transaction of resources without ids, answered entry by entry, and once however often it is sent', async () => {
    const licence = await licenceOfDoctor()
    const send = async (body: ReturnType<typeof transactionOf>) => {
      const answer = (await library().transaction({ body })) as unknown as { readonly type: string; readonly entry: readonly { readonly resource?: Bundle; readonly response: { readonly status: string; readonly location?: string } }[] }
      expect([answer.type, faultsOf(answer)]).toEqual(['transaction-response', []])
      return answer.entry
    }
    const first = await send(transactionOf('HIS-000811', licence))
    expect(first.map(({ response }) => response.status)).toEqual(Array.from({ length: 7 }, () => '201'))
    const created = first.at(-1)
    expect(created?.resource).toMatchObject({ resourceType: 'ServiceRequest', status: 'draft' })
    expect(created?.response.location).toBe(`${base}/fhir/ServiceRequest/${created?.resource?.id}`)
    const again = await send(transactionOf('HIS-000811', licence))
    expect([again.at(-1)?.response.status, again.at(-1)?.resource?.id]).toEqual(['200', created?.resource?.id])
  })

  it('takes in a report with the values that it is about, and an operation, and gives them out again', async () => {
    await library().create({ resourceType: 'ServiceRequest', body: orderWithReport('HIS-000790', await licenceOfDoctor()) })
    const patient = (await ask('Patient?identifier=HIS-000790')).body.entry?.[0]?.resource.id ?? ''
    const observation = (await ask(`Observation?patient=${patient}`)).body.entry?.[0]?.resource.id ?? ''
    const [{ body: reports }, { body: procedures }] = [await ask(`DiagnosticReport?patient=${patient}`), await ask(`Procedure?patient=${patient}&date=2020`)]
    expect([reports.total, faultsOf(reports), procedures.total, faultsOf(procedures)]).toEqual([2, [], 1, []]) // Its words, and the values of one moment.
    expect(reports.entry?.[0]?.resource).toMatchObject({ code: { text: 'Siêu âm tim' }, conclusion: 'EF giảm nhẹ', result: [{ reference: `Observation/${observation}` }] })
    expect(JSON.stringify((await ask(`Provenance?patient=${patient}`)).body)).toMatch(/DiagnosticReport\/[\s\S]*Procedure\/|Procedure\/[\s\S]*DiagnosticReport\//)
  })

  it('keeps what is said alike of two patients apart, also under the same ids', async () => {
    const value = await licenceOfDoctor()
    const order = (patientNumber: string, substance: string) => ({
      resourceType: 'ServiceRequest', status: 'active', intent: 'order',
      contained: [
        { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: patientNumber }], name: [{ text: 'Nguyễn Văn Cùng' }], gender: 'male', birthDate: '1970-01-01' },
        { resourceType: 'Condition', id: 'c', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I21.9', display: 'Nhồi máu cơ tim cấp' }] }, subject: { reference: '#p' }, recordedDate: '2026-11-21' },
        { resourceType: 'AllergyIntolerance', id: 'a', code: { text: substance }, patient: { reference: '#p' } },
      ],
      subject: { reference: '#p' }, requester: { identifier: { value } },
    })
    const substances = ['Penicillin', 'Penicillin', 'Ibuprofen']
    const opened: string[] = []
    for (const [at, substance] of substances.entries()) opened.push(((await library().create({ resourceType: 'ServiceRequest', body: order(`HIS-00082${at + 1}`, substance) })) as unknown as Bundle).id)
    expect(new Set(opened).size).toBe(3)
    for (const [at, substance] of substances.entries()) {
      const patient = (await ask(`Patient?identifier=HIS-00082${at + 1}`)).body.entry?.[0]?.resource.id ?? ''
      const known = (await ask(`AllergyIntolerance?patient=${patient}`)).body.entry ?? []
      expect([at, known.map(({ resource }) => (resource as unknown as { readonly code: { readonly text: string } }).code.text)]).toEqual([at, [substance]])
      expect((await ask(`Condition?patient=${patient}`)).body.total).toBe(1)
    }
  })
})

describe.each(fhirTypes.filter((type) => type !== 'Binary'))('a public client library, of %s', (type) => {
  it('searches, reads what it found, and gets R4 both times', async () => {
    const library = new Client({ baseUrl: `${base}/fhir`, bearerToken: token })
    const found = (await library.search({ resourceType: type, searchParams: { _count: '3' } })) as unknown as Bundle
    const [first] = found.entry ?? []
    expect([found.total > 0, first?.resource.resourceType, faultsOf(found)]).toEqual([true, type, []])
    const read = (await library.read({ resourceType: type, id: first?.resource.id ?? '' })) as unknown as Bundle
    expect([read.resourceType, read.id, faultsOf(read)]).toEqual([type, first?.resource.id, []])
  })
})

describe('a search', () => {
  it.each(fhirTypes.filter((type) => type !== 'Binary'))('of %s answers a page that passes an R4 validator', async (type) => {
    const { status, body } = await ask(`${type}?_count=50`)
    expect([status, body.resourceType]).toEqual([200, 'Bundle'])
    expect([body.total > 0, faultsOf(body)]).toEqual([true, []])
  })

  it('refuses a parameter that it does not know rather than showing more, and says so in the language asked for', async () => {
    const { status, body } = await ask('Observation?component-code=1', { headers: { 'accept-language': 'en' } })
    expect([status, body.issue?.[0]?.code, body.issue?.[0]?.details.text.startsWith('This search parameter')]).toEqual([400, 'not-supported', true])
    expect((await ask('Observation?date=yesterday')).status).toBe(400)
  })

  it('narrows by date, code and patient', async () => {
    const [one] = (await ask('Observation?_count=1')).body.entry ?? []
    const observation = one?.resource as unknown as { readonly effectiveDateTime: string; readonly code: { readonly coding: readonly { readonly code: string }[] }; readonly subject: { readonly reference: string } }
    const query = new URLSearchParams({ patient: observation.subject.reference, code: `http://loinc.org|${observation.code.coding[0]?.code}`, date: `ge${observation.effectiveDateTime}` })
    const narrowed = await ask(`Observation?${query.toString()}`)
    expect(narrowed.body.total).toBeGreaterThan(0)
    expect((await ask('Observation?date=lt1990')).body.total).toBe(0)
  })
})

describe('a version', () => {
  it('is not sent again to whoever has it, and is not written over by whoever has an older one', async () => {
    const [entry] = (await ask('Patient?_count=1')).body.entry ?? []
    const id = entry?.resource.id ?? ''
    const read = await ask(`Patient/${id}`)
    expect((await ask(`Patient/${id}`, { headers: { 'if-none-match': read.etag } })).status).toBe(304)
    const changed = { ...read.body, telecom: [{ system: 'phone', value: '0900 000 001' }] }
    expect((await ask(`Patient/${id}`, { method: 'PUT', body: changed })).status).toBe(428)
    expect((await ask(`Patient/${id}`, { method: 'PUT', body: changed, headers: { 'if-match': 'W/"0"' } })).status).toBe(412)
    const written = await ask(`Patient/${id}`, { method: 'PUT', body: changed, headers: { 'if-match': read.etag } })
    expect([written.status, written.etag === read.etag]).toEqual([200, false])
    expect((await ask(`Patient/${id}`, { method: 'PUT', body: changed, headers: { 'if-match': read.etag } })).status).toBe(412)
  })

  it('of several who write at once over the same version lets one', async () => {
    const [entry] = (await ask('Patient?_count=1')).body.entry ?? []
    const read = await ask(`Patient/${entry?.resource.id ?? ''}`)
    const write = (turn: number) => ask(`Patient/${read.body.id}`, { method: 'PUT', body: { ...read.body, telecom: [{ system: 'phone', value: `0900 000 01${turn}` }] }, headers: { 'if-match': read.etag } })
    const statuses = (await Promise.all([1, 2, 3, 4, 5, 6].map(write))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412, 412])
  })
})

describe('bad input is refused whole, with a sentence', () => {
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-1' }], name: [{ text: 'Lê Văn Thử' }] }
  const order = { resourceType: 'ServiceRequest', id: 'r', status: 'active', intent: 'order', subject: { reference: 'Patient/p' } }
  const bundle = (...resources: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: resources.map((resource) => ({ resource })) })
  it.each([
    ['no patient', bundle(order), 'invalid', 422],
    ['a patient without a name', bundle({ ...patient, name: undefined }, order), 'required', 422],
    ['a broken reference', bundle(patient, { ...order, subject: { reference: 'Patient/q' } }), 'invalid', 422],
    ['two patients', bundle(patient, { ...patient, id: 'q' }, order), 'business-rule', 422],
    ['nobody who asks', bundle(patient, order), 'business-rule', 422],
    ['no order', bundle(patient), 'required', 422],
  ] as const)('%s', async (...[, body, code, status]) => {
    const answer = await ask('', { method: 'POST', body })
    expect([answer.status, answer.body.issue?.[0]?.code === code || answer.body.issue?.[0]?.code === 'required']).toEqual([status, true])
    expect(answer.body.issue?.[0]?.details.text.length).toBeGreaterThan(15)
    expect((await ask('Patient?identifier=HIS-1')).body.total).toBe(0)
  })
})

describe('a system of another hospital', () => {
  it('finds nothing of this one by id, of any type', async () => {
    for (const type of fhirTypes.filter((one) => one !== 'Binary')) {
      const mine = (await ask(`${type}?_count=100`)).body.entry ?? []
      const theirs = new Set(((await ask(`${type}?_count=100`, { as: other })).body.entry ?? []).map(({ resource }) => resource.id))
      const foreign = mine.filter(({ resource }) => !theirs.has(resource.id)).slice(0, 5)
      for (const { resource } of foreign) expect([type, (await ask(`${type}/${resource.id}`, { as: other })).status]).toEqual([type, 404])
    }
  })

  it('opens no snapshot by its hash, though the request was sent to it', async () => {
    const sent = ((await ask('DocumentReference?type=60591-5')).body.entry ?? []).map(({ resource }) => resource as unknown as { readonly content: readonly { readonly attachment: { readonly url: string } }[] })
    expect(sent.length).toBeGreaterThan(0)
    for (const one of sent) {
      const url = one.content[0]?.attachment.url ?? ''
      const opened = await fetch(`${base}/fhir/${url}`, { headers: { authorization: `Bearer ${token}` } })
      expect([opened.status, createHash('sha256').update(Buffer.from(await opened.arrayBuffer())).digest('hex')]).toEqual([200, url.slice('Binary/'.length)])
      expect((await ask(url, { as: other })).status).toBe(404)
    }
  })

  it('sees of a request that was sent to it neither the patient nor the basis', async () => {
    const requests = (await ask('ServiceRequest?_count=100', { as: other })).body.entry ?? []
    expect(requests.length).toBeGreaterThan(0)
    const mine = (await ask('Patient?_count=100')).body.entry ?? []
    for (const { resource } of mine) {
      expect(JSON.stringify(requests)).not.toContain(resource.id)
      expect((await ask(`ServiceRequest?patient=${resource.id}`, { as: other })).body.total).toBe(0)
    }
    const consents = (await ask('Consent?_count=100')).body.entry ?? []
    for (const { resource } of consents) expect((await ask(`Consent/${resource.id}`, { as: other })).status).toBe(404)
  })

  it('leaves a trace of every look', async () => {
    const [entry] = (await ask('Patient?_count=1')).body.entry ?? []
    const id = entry?.resource.id ?? ''
    const before = (await ask(`AuditEvent?patient=${id}`)).body.total
    await ask(`Patient/${id}`)
    expect((await ask(`AuditEvent?patient=${id}`)).body.total).toBe(before + 1)
    await Promise.all(Array.from({ length: 20 }, () => ask(`Patient/${id}`)))
    expect((await ask(`AuditEvent?patient=${id}`)).body.total).toBe(before + 21)
    expect(await store.verifyAudit({ ...baLang, roles: ['auditor'] })).toBeNull()
  })
})

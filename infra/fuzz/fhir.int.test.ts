import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeIssueClient } from '#core/interop/manage-clients.ts'
import { fhirTypes, type ClientScope } from '#core/interop/system-client.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { createStore } from '#prisma/store.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, settlePortal } from '#web/app/test-visitors.ts'
import { mutated, oddTexts, oddValue } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What another system with a good token may ask of the FHIR interface: reads, searches, resources and bundles, each a little wrong. */

vi.mock('next/headers', () => ({ headers: async () => new Headers(), cookies: async () => ({ get: () => undefined }) }))

const order = readOrder()
let database: TestDatabase
let token = ''
/** Resources as the interface itself gives them, to be changed and handed back. */
const given: Record<string, unknown>[] = [{
  resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'urgent', identifier: [{ system: 'urn:his', value: 'ORD-1' }],
  contained: [
    { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-000777' }], name: [{ text: 'Trần Thị Lệ Thủy' }], gender: 'female', birthDate: '1950-02-03' },
    { resourceType: 'Condition', id: 'c', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I21.9', display: 'Nhồi máu cơ tim cấp' }] }, subject: { reference: '#p' }, recordedDate: '2026-11-21' },
    { resourceType: 'Observation', id: 'o', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '6598-7' }], text: 'Troponin T' }, subject: { reference: '#p' }, effectiveDateTime: '2026-11-21T08:00:00+07:00', valueQuantity: { value: 0.9, unit: 'ng/mL' }, referenceRange: [{ high: { value: 0.04 } }] },
  ],
  subject: { reference: '#p' }, requester: { identifier: { value: 'x' } }, reasonCode: [{ text: 'Nhồi máu cơ tim cấp' }], note: [{ text: 'Có can thiệp mạch vành không?' }],
}]

interface Input {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly signed: boolean
}

async function call({ method, path, headers, body, signed }: Input): Promise<Response> {
  const { answerFhirRequest } = await import('#web/server/fhir/fhir-server.ts')
  const url = new URL(`http://127.0.0.1/fhir/${path}`)
  const parts = url.pathname.replace(/^\/fhir\/?/, '').split('/').filter((part) => part !== '').map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      return part
    }
  })
  const all = { ...headers, ...(signed && { authorization: `Bearer ${token}` }) }
  return answerFhirRequest(new Request(url, { method, headers: all, ...(body !== null && method !== 'GET' && { body }) }), parts)
}

const get = async (path: string): Promise<Record<string, unknown>> => (await call({ method: 'GET', path, headers: {}, body: null, signed: true })).json() as Promise<Record<string, unknown>>

beforeAll(async () => {
  database = await createTestDatabase()
  settlePortal(database)
  await seedDemo({ appUrl: database.appUrl, authUrl: database.authUrl, now: new Date(), composeBundle: composeSnapshotBundle })
  const store = createStore({ url: database.appUrl, applicationName: 'fuzz' })
  const issue = makeIssueClient({ atomically: store.atomically, clock: () => new Date(), newId: randomUUID, newSecret: randomUUID, digest: (data) => brandId<Sha256>(createHash('sha256').update(data).digest('hex')) })
  // An order is taken in for a doctor whom the hospital knows.
  const [doctor] = await store.asOrganization(hospitalId('baLang'), ({ directory }) => directory.clinicians(hospitalId('baLang')))
  for (const order of given) order['requester'] = { identifier: { value: doctor?.practitioner.licenceNumber ?? doctor?.practitioner.id } }
  const scopes: readonly ClientScope[] = ['system/*.read', 'system/Patient.write', 'system/ServiceRequest.write']
  const issued = await issue({ organization: hospitalId('baLang'), practitioner: brandId(randomUUID()), roles: ['admin'] }, { name: 'HIS', scopes })
  if (!issued.ok) throw new Error(issued.error)
  await store.close()
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: issued.value.client.id, client_secret: issued.value.secret })
  const answer = await call({ method: 'POST', path: 'token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString(), signed: false })
  token = ((await answer.json()) as { readonly access_token: string }).access_token
  const found = await get('Patient?_count=5')
  for (const { resource } of (found['entry'] ?? []) as readonly { readonly resource: Record<string, unknown> }[]) {
    given.push(resource)
    for (const type of ['Observation', 'Condition', 'Encounter', 'AllergyIntolerance', 'MedicationRequest']) {
      const more = await get(`${type}?patient=${String(resource['id'])}&_count=2`)
      for (const entry of (more['entry'] ?? []) as readonly { readonly resource: Record<string, unknown> }[]) given.push(entry.resource)
    }
  }
}, 90_000)
afterAll(async () => {
  await closePortal()
  await database.drop()
})

const odd = (random: Random): string => encodeURIComponent(random.any(oddTexts.filter((text) => text.length < 2_000 && text.isWellFormed() && !text.includes('\u0000'))) ?? '')

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

function search(random: Random): string {
  const names = ['patient', 'identifier', 'name', 'birthdate', 'code', 'date', '_id', '_count', '_offset', '_sort', '_include', '_revinclude', '_lastUpdated', '_elements', 'subject:Patient', '_format', '_cursor', 'page']
  const values = ['ge2026-01-01', 'lt9999-99-99', 'http://loinc.org|6598-7', '|', '||', 'Patient/x', '-1', '0', '999999999999', '1.5', 'a,b,c', '%', '_', ':', 'x:missing=true', odd(random), String(random.any(given)?.['id'])]
  return Array.from({ length: random.between(1, 4) }, () => `${random.pick(['patient', ...names])}${random.oneIn(6) ? ':exact' : ''}=${random.any(values) ?? ''}`).join('&')
}

function bundle(random: Random): unknown {
  const entry = Array.from({ length: random.between(0, 4) }, () => ({ fullUrl: `urn:uuid:${random.uuid()}`, resource: random.any(given), request: { method: random.pick(['POST', 'PUT', 'DELETE', 'GET', 'PATCH', 'x']), url: random.pick(['Patient', 'Observation/x', '', '../x']) } }))
  return { resourceType: 'Bundle', type: random.pick(['transaction', 'batch', 'collection', 'document', 'x']), entry }
}

function make(random: Random): Input {
  const type = random.any(['Bundle', ...fhirTypes]) ?? 'Patient'
  const id = random.oneIn(2) ? textOf(random.any(given)?.['id'], random.uuid()) : random.oneIn(2) ? random.uuid() : odd(random)
  const reads = [`${type}/${id}`, `${type}?${search(random)}`, `${type}/${id}/_history`, `${type}/_search`, 'metadata', '', type, `${type}/${id}/$everything`, `${odd(random)}/${id}`, '.well-known/smart-configuration', 'token'] as const
  if (random.oneIn(2)) return { method: random.pick(['GET', 'GET', 'GET', 'DELETE', 'HEAD', 'OPTIONS']), path: random.pick([...reads]), headers: random.oneIn(5) ? { accept: odd(random), 'if-none-match': odd(random) } : {}, body: null, signed: !random.oneIn(20) }
  let resource: unknown = random.oneIn(4) ? bundle(random) : random.oneIn(20) ? oddValue(random) : random.any(given)
  for (let times = random.below(4); times > 0; times -= 1) resource = mutated(resource, random)
  const own = typeof resource === 'object' && resource !== null && 'id' in resource && typeof resource.id === 'string' && resource.id !== '' ? encodeURIComponent(resource.id.toWellFormed()) : id
  const text = JSON.stringify(resource)
  const path = random.pick([type, `${type}/${own}`, `${textOf((resource as { readonly resourceType?: unknown } | null)?.resourceType, type).replace(/\W/g, '')}/${own}`, '', 'token', `${type}/$validate`])
  const headers = { 'content-type': random.pick(['application/fhir+json', 'application/fhir+json', 'application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json']), ...(random.oneIn(3) && { 'if-match': random.pick(['W/"1"', 'W/"0"', '*', '"', 'W/"99999999999999999999"', 'x']) }), ...(random.oneIn(6) && { 'if-none-exist': search(random) }) }
  return { method: random.pick(['POST', 'PUT', 'PUT', 'PATCH']), path, headers, body: random.oneIn(12) ? text.slice(0, random.below(text.length)) : text, signed: !random.oneIn(20) }
}

const surface: Surface<Input> = {
  name: 'fhir',
  make,
  attempt: async (input) => {
    const answer = await call(input)
    const said = await answer.text()
    if (answer.status >= 500) throw new Error(`${input.method} ${input.path} answered ${answer.status}: ${said.slice(0, 300)}`)
    return String(answer.status)
  },
  write: (input) => Buffer.from(JSON.stringify(input)),
  read: (kept) => JSON.parse(kept.toString()) as Input,
}

it('the FHIR interface answers or refuses whatever another system asks, and never fails', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  expect((await get('Patient?_count=1'))['resourceType']).toBe('Bundle')
})

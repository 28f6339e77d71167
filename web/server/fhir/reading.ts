import { names, searchset, versioned } from '#adapters/fhir/exchange/answers.ts'
import { readCriteria } from '#adapters/fhir/exchange/criteria.ts'
import { binary } from '#adapters/fhir/exchange/document-resources.ts'
import { resourceShelves, type FoundPage, type SearchableType } from '#adapters/fhir/exchange/resource-shelves.ts'
import { sha256 } from '#contract/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import type { Resource } from '#adapters/fhir/fhir-json.ts'
import { readBoundedText } from '#web/server/bounded-body.ts'
import { fileResponse } from '#web/server/file-response.ts'
import { answerFhir, refuseFhir } from './outcomes.ts'
import type { FhirServer, Visit } from './visit.ts'

type Conditions = readonly (readonly [string, string])[]

const looked = ({ total, found }: FoundPage) => ({
  total, found, results: found.length, patients: found.flatMap(({ patient }) => (patient === null ? [] : [patient])),
})

const mostBytes = 50_000

/** The conditions of a search: of the address, of the form of a POST, and of a sealed link to another page. */
async function conditionsOf({ tokens }: FhirServer, { request, client }: Visit): Promise<Result<Conditions, 'record.too-large' | 'fhir.malformed-parameter'>> {
  const form = request.method === 'POST' ? await readBoundedText(request, mostBytes) : ''
  if (form === null) return err('record.too-large')
  const given = [...new URL(request.url).searchParams, ...new URLSearchParams(form)]
  if (!isStorable(given)) return err('fhir.malformed-parameter')
  const sealed = given.find(([name]) => name === '_query')
  if (sealed === undefined) return ok(given)
  const opened = await tokens.unseal(client, sealed[1])
  return opened === null ? err('fhir.malformed-parameter') : ok([...opened, ...given.filter(([name]) => name !== '_query')])
}

/** Answers a search with a page and the addresses of the next and the previous one. */
export async function searchResources(server: FhirServer, visit: Visit & { readonly type: SearchableType }): Promise<Response> {
  const { request, client, type } = visit
  const asked = await conditionsOf(server, visit)
  if (!asked.ok) return refuseFhir(asked.error, request)
  const shelf = resourceShelves[type]
  const criteria = readCriteria(shelf.parameters, asked.value)
  if (!criteria.ok) return refuseFhir(criteria.error, request)
  const found = await server.read(client, type, async (shelves, viewer) => looked(await shelf.search(shelves, criteria.value, viewer)))
  if (!found.ok) return refuseFhir(found.error, request)
  const conditions = criteria.value.asked.map(([name, value]): [string, string] => [name, value])
  const sealed = conditions.length === 0 ? null : await server.tokens.seal(client, conditions)
  return answerFhir(searchset(found.value, { base: server.base, type, criteria: criteria.value, sealed }))
}

function answerResource(found: Resource, { request }: Visit): Response {
  const { resource, etag } = versioned(found)
  const known = request.headers.get('if-none-match')
  if (known !== null && names(known, etag)) return new Response(null, { status: 304, headers: { ETag: etag } })
  return answerFhir(resource, { headers: { ETag: etag } })
}

/** Reads one resource of a type that can be searched, or null; the look is recorded either way. */
export async function findResource(server: FhirServer, visit: Visit & { readonly id: string; readonly type: SearchableType }) {
  const { client, type, id } = visit
  // Room for a second one: a page that is not full needs no counting.
  const criteria = readCriteria(resourceShelves[type].parameters, [['_id', id], ['_count', '2']])
  if (!criteria.ok || id.includes(',')) return { ok: true, value: null } as const
  const found = await server.read(client, type, async (shelves, viewer) => looked(await resourceShelves[type].search(shelves, criteria.value, viewer)))
  return found.ok ? ({ ok: true, value: found.value.found[0]?.resource ?? null } as const) : found
}

async function readBytes(server: FhirServer, visit: Visit & { readonly id: string }): Promise<Response> {
  const { request, client, id } = visit
  const hash = sha256.safeParse(id)
  if (!hash.success) return refuseFhir('fhir.not-found', request)
  const file = await server.bytes(client, hash.data)
  if (!file.ok) return refuseFhir(file.error, request)
  const wantsResource = /json/.test(request.headers.get('accept') ?? '') && !request.headers.get('accept')?.includes(file.value.mediaType)
  return wantsResource ? answerResource(binary(hash.data, file.value), visit) : fileResponse(file.value, { keep: false })
}

/** Answers one resource; another hospital's, and one that is not there, are not found alike. */
export async function readResource(server: FhirServer, visit: Visit & { readonly id: string }): Promise<Response> {
  const { request, type } = visit
  if (type === 'Binary') return readBytes(server, visit)
  const found = await findResource(server, { ...visit, type })
  if (!found.ok) return refuseFhir(found.error, request)
  return found.value === null ? refuseFhir('fhir.not-found', request) : answerResource(found.value, visit)
}

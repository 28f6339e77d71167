import { createHash } from 'node:crypto'
import { z } from 'zod'
import { incomingResource, type IncomingResource } from '#adapters/fhir/incoming/incoming-schema.ts'
import { readIncomingBundle } from '#adapters/fhir/incoming/incoming-bundle.ts'
import type { FhirSource, FhirSourceClient, PulledRecord, PullRefusal, SourceRefusal } from '#core/interop/fhir-source.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { GuardedRequest } from './guarded-request.ts'

interface ClientOptions {
  readonly request: GuardedRequest
  readonly openToken: (sealed: string) => string
}

/** What the record has a place for; what a server does not know it says by 400, 404 or 501. */
const types = ['Encounter', 'Condition', 'AllergyIntolerance', 'MedicationRequest', 'MedicationStatement', 'Observation', 'DiagnosticReport', 'Procedure'] as const
const notThere = new Set([400, 404, 501])
/** More pages than this of one type is a data migration and not a consult. */
const mostPages = 20

const capability = z.looseObject({ resourceType: z.literal('CapabilityStatement'), fhirVersion: z.string().regex(/^4\.0\./) })
const page = z.looseObject({
  resourceType: z.literal('Bundle'),
  link: z.array(z.looseObject({ relation: z.string().optional(), url: z.string().optional() })).optional(),
  entry: z.array(z.looseObject({ fullUrl: z.string().optional(), resource: incomingResource.optional() })).optional(),
})

interface Got { readonly url: string; readonly resource: IncomingResource }
type Answer<Value> = Result<Value, SourceRefusal>

/** The base with one slash at its end, so that addresses below it are below it. */
const baseOf = (source: FhirSource): URL => new URL(source.url.endsWith('/') ? source.url : `${source.url}/`)

function refusalOf(status: number): SourceRefusal | null {
  if (status >= 200 && status < 300) return null
  return status >= 500 ? 'fhir-source.unreachable' : 'fhir-source.refused'
}

function parsed<Shape extends z.ZodType>(shape: Shape, body: Buffer): Answer<z.output<Shape>> {
  try {
    const read = shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
    return read.success ? ok(read.data) : err('fhir-source.malformed')
  } catch {
    return err('fhir-source.malformed')
  }
}

/** Fetches from hospitals' own FHIR R4 servers. Searches go by POST, so that no address and no log along the way names a patient. */
export function makeFhirSourceClient({ request, openToken }: ClientOptions): FhirSourceClient {
  const authorizationOf = ({ sealedToken }: FhirSource): string | null => (sealedToken === null ? null : `Bearer ${openToken(sealedToken)}`)

  const search = async (source: FhirSource, type: string, form: Readonly<Record<string, string>>): Promise<Answer<readonly Got[]>> => {
    const base = baseOf(source)
    const got: Got[] = []
    let next: { readonly url: URL; readonly form?: URLSearchParams } | null = { url: new URL(`${type}/_search`, base), form: new URLSearchParams(form) }
    for (let turn = 0; next !== null; turn++) {
      if (turn === mostPages) return err('fhir-source.too-large')
      const answer = await request({ ...next, authorization: authorizationOf(source) })
      if (!answer.ok) return answer
      if (turn === 0 && notThere.has(answer.value.status)) return ok([])
      const refusal = refusalOf(answer.value.status)
      if (refusal !== null) return err(refusal)
      const read = parsed(page, answer.value.body)
      if (!read.ok) return read
      for (const { fullUrl, resource } of read.value.entry ?? [])
        if (resource?.resourceType === type) got.push({ resource, url: fullUrl ?? new URL(`${type}/${resource.id ?? ''}`, base).href })
      const link = read.value.link?.find(({ relation }) => relation === 'next')?.url
      next = link === undefined ? null : { url: new URL(link, base) }
      // A page may send us on only within the server that was configured.
      if (next !== null && !next.url.href.startsWith(base.href)) return err('fhir-source.malformed')
    }
    return ok(got)
  }

  const findPatient = async (source: FhirSource, numbers: readonly string[]): Promise<Result<Got, PullRefusal>> => {
    for (const number of numbers) {
      const found = await search(source, 'Patient', { identifier: number, _count: '5' })
      if (!found.ok) return found
      // Some servers match loosely: only who carries exactly this number is meant.
      const exact = found.value.filter(({ resource }) => identifiers.safeParse(resource).data?.identifier.some(({ value }) => value?.trim() === number))
      const [patient] = exact
      if (exact.length > 1) return err('record.many-patients')
      if (patient !== undefined) return ok(patient)
    }
    return err('fhir-source.unknown-patient')
  }

  return {
    check: async (source) => {
      const answer = await request({ url: new URL('metadata', baseOf(source)), authorization: authorizationOf(source) })
      if (!answer.ok) return answer
      const refusal = refusalOf(answer.value.status)
      if (refusal !== null) return err(refusal)
      const read = parsed(capability, answer.value.body)
      return read.ok ? ok(null) : read
    },
    pull: async (source, { hospitalNumber, citizenId, insuranceNumber }) => {
      const patient = await findPatient(source, [hospitalNumber, citizenId, insuranceNumber].filter((one) => one !== null))
      if (!patient.ok) return patient
      const { id } = patient.value.resource
      if (id === undefined) return err('fhir-source.malformed')
      const all: Got[] = [patient.value]
      for (const type of types) {
        const found = await search(source, type, { patient: id, _count: '200' })
        if (!found.ok) return found
        all.push(...found.value)
      }
      return asRecord(all, baseOf(source))
    },
  }
}

const identifiers = z.looseObject({ identifier: z.array(z.looseObject({ value: z.string().optional() })) })

/** References to what was not fetched (practitioners, places) are another server's: their addresses are made whole. */
function withWholeReferences(value: unknown, whole: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withWholeReferences(one, whole))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) =>
    [key, key === 'reference' && typeof inner === 'string' ? whole(inner) : withWholeReferences(inner, whole)]))
}

function asRecord(all: readonly Got[], base: URL): Result<PulledRecord, PullRefusal> {
  const addresses = new Set(all.flatMap(({ url, resource }) => [url, `${resource.resourceType}/${resource.id ?? ''}`]))
  const entry = all.map(({ url, resource }) => ({
    fullUrl: url,
    resource: withWholeReferences(resource, (reference) => (addresses.has(reference) ? reference : reference.startsWith('#') ? `${url}${reference}` : new URL(reference, base).href)),
  }))
  const read = readIncomingBundle({ resourceType: 'Bundle', type: 'collection', entry })
  if (!read.ok) {
    const { error } = read
    return err(error === 'record.too-large' ? 'fhir-source.too-large' : error === 'record.document-not-pdf' ? error : 'fhir-source.malformed')
  }
  return ok({ record: read.value.record, message: createHash('sha256').update(JSON.stringify(entry)).digest('hex'), left: read.value.left })
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { names, versioned } from '#adapters/fhir/exchange/answers.ts'
import { writePatient } from '#adapters/fhir/patient-resource.ts'
import { readIncomingBundle } from '#adapters/fhir/incoming/incoming-bundle.ts'
import { readIncomingPatient } from '#adapters/fhir/incoming/incoming-patient.ts'
import { incomingPatient, incomingResource } from '#adapters/fhir/incoming/incoming-schema.ts'
import { patientId } from '#contract/ids.ts'
import { scopesAllow } from '#core/interop/system-client.ts'
import { correctPatient } from '#core/record/correct-patient.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import { portalStore } from '#web/server/store.ts'
import { answerFhir, refuseFhir, type FhirRefusal } from './outcomes.ts'
import { findResource } from './reading.ts'
import type { FhirServer, Visit } from './visit.ts'

/** A consult's record in JSON is well under a megabyte; pictures do not come this way. */
const mostBytes = 10 * 1024 * 1024

interface Sent {
  readonly document: unknown
  readonly hash: string
}

const sentBundle = z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.object({ resource: z.object({ resourceType: z.string() }).optional() })) })

/** Reads a body of a bounded size in UTF-8, which FHIR demands; any other charset would garble Vietnamese letters. */
async function readBody(request: Request): Promise<Result<Sent, 'record.too-large' | 'fhir.malformed'>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) return err('record.too-large')
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  try {
    const document: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!isStorable(document)) return err('fhir.malformed')
    return ok({ document, hash: createHash('sha256').update(bytes).digest('hex') })
  } catch {
    return err('fhir.malformed')
  }
}

/** Opens a consult from an order with its record: contained in the ServiceRequest, or as a transaction Bundle. */
export async function openRequest(server: FhirServer, visit: Visit): Promise<Response> {
  const { request, client } = visit
  const refuse = (code: FhirRefusal): Response => refuseFhir(code, request)
  if (!scopesAllow(client.scopes, 'ServiceRequest', 'write')) return refuse('fhir.not-in-scope')
  const body = await readBody(request)
  if (!body.ok) return refuse(body.error)
  const bundle = readIncomingBundle(body.value.document)
  if (!bundle.ok) return refuse(bundle.error)
  const { record, request: order } = bundle.value
  if (order === null) return refuse('fhir.no-request')
  const opened = await server.request(client, { record, request: order, message: body.value.hash })
  if (!opened.ok) return refuse(opened.error)
  const found = await findResource(server, { ...visit, client: { ...client, scopes: ['system/ServiceRequest.read'] }, type: 'ServiceRequest', id: opened.value.case })
  if (!found.ok || found.value === null) return refuse('fhir.not-found')
  const { resource, etag } = versioned(found.value)
  const location = `${server.base}/ServiceRequest/${opened.value.case}`
  const status = opened.value.isNew ? 201 : 200
  const response = { status: String(status), location, etag }
  const answer = transactionAnswer(body.value.document, { resource, response })
  return answerFhir(answer ?? resource, { status: answer === null ? status : 200, headers: { Location: location, ETag: etag } })
}

interface EntryAnswer {
  readonly resource: object
  readonly response: { readonly status: string; readonly location: string; readonly etag: string }
}

/** A transaction is answered entry by entry in the order sent (R4 http.html#transaction-response); null for a single resource. */
function transactionAnswer(document: unknown, order: EntryAnswer): object | null {
  const bundle = sentBundle.safeParse(document)
  if (!bundle.success) return null
  const { entry } = bundle.data
  const at = entry.findIndex(({ resource }) => resource?.resourceType === 'ServiceRequest')
  return { resourceType: 'Bundle', type: 'transaction-response', entry: Array.from(entry, (_, index) => (index === at ? order : { response: { status: order.response.status } })) }
}

/** Corrects a patient's particulars upon the version that the client has read; the former ones are kept. */
export async function correctPatientByClient(visit: Visit & { readonly id: string }): Promise<Response> {
  const { request, client, id } = visit
  if (!scopesAllow(client.scopes, 'Patient', 'write')) return refuseFhir('fhir.not-in-scope', request)
  const match = request.headers.get('if-match')
  if (match === null) return refuseFhir('fhir.precondition-missing', request)
  const body = await readBody(request)
  if (!body.ok) return refuseFhir(body.error, request)
  const resource = incomingResource.safeParse(body.value.document)
  const patient = patientId.safeParse(id)
  if (!patient.success) return refuseFhir('fhir.not-found', request)
  if (!resource.success || resource.data.resourceType !== 'Patient' || resource.data.id !== id || !incomingPatient.safeParse(resource.data).success) return refuseFhir('fhir.malformed', request)
  const { patient: told, hasName } = readIncomingPatient(resource.data)
  if (!hasName) return refuseFhir('record.patient-without-name', request)
  const { organization } = client
  const corrected = await portalStore().asOrganization(organization, async (repositories) => {
    // Held before it is compared: of two who have read the same version, the second finds another.
    const known = await repositories.intake.hold(patient.data)
    if (known === null) return err('fhir.not-found')
    if (!names(match, versioned(writePatient(known)).etag)) return err('fhir.precondition-failed')
    const origin = {
      channel: 'fhir-api', source: `client:${client.id}`, message: body.value.hash, practitioner: null, client: client.id, receivedAt: new Date(),
    } as const
    return correctPatient(repositories, { patient: patient.data, told }, { organization, origin })
  })
  if (!corrected.ok) return refuseFhir(corrected.error, request)
  const { resource: written, etag } = versioned(writePatient(corrected.value))
  return answerFhir(written, { headers: { ETag: etag } })
}

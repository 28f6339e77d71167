import { createHash, randomUUID } from 'node:crypto'
import { capabilityStatement, smartConfiguration } from '#adapters/fhir/exchange/capability-statement.ts'
import { clientScopes } from '#core/interop/system-client.ts'
import type { FhirType, SystemClient } from '#core/interop/system-client.ts'
import { fhirTypes } from '#core/interop/system-client.ts'
import { makeReadBytes, makeReadShelf } from '#core/interop/read-shelf.ts'
import { makeRequestFromClient } from '#core/interop/request-from-client.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { portalEnv } from '#web/server/env.ts'
import { portalLogger } from '#web/server/logger.ts'
import { portalMetrics } from '#web/server/metrics.ts'
import { failureOf } from '#web/server/outage.ts'
import { portalStore } from '#web/server/store.ts'
import { makeClientTokens } from './client-token.ts'
import { readResource, searchResources } from './reading.ts'
import { answerFhir, refuseFhir } from './outcomes.ts'
import { answerTokenRequest } from './token-endpoint.ts'
import type { FhirServer, Visit } from './visit.ts'
import { correctPatientByClient, openRequest } from './writing.ts'

const digest = (text: string | Uint8Array): Sha256 => brandId(createHash('sha256').update(text).digest('hex'))

function compose(): FhirServer {
  const store = portalStore()
  const clock = (): Date => new Date()
  const ports = { asOrganization: store.asOrganization, clock, newId: () => randomUUID() }
  const looking = { lookInto: store.lookInto, looks: store.looks, clock }
  return {
    base: `${portalEnv().PUBLIC_ORIGIN}/fhir`,
    tokens: makeClientTokens({ secret: portalEnv().AUTH_SECRET, clientAtDoor: store.clientAtDoor, digest, now: Date.now }),
    read: makeReadShelf(looking),
    bytes: makeReadBytes(looking),
    request: makeRequestFromClient(ports),
  }
}

let composed: FhirServer | undefined
const server = (): FhirServer => (composed ??= compose())

async function clientOf(request: Request, { isLook }: { readonly isLook: boolean }): Promise<SystemClient | null> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (token === undefined) return null
  return isLook ? server().tokens.lookerOf(token) : server().tokens.clientOf(token)
}

const isType = (text: string | undefined): text is FhirType => fhirTypes.some((one) => one === text)

/** What anybody may ask: what this server can do, and where to get a token. */
function openDoor(request: Request, path: string): Promise<Response> | Response | null {
  const { base, tokens } = server()
  if (path === 'metadata' && request.method === 'GET') return answerFhir(capabilityStatement(base))
  if (path === '.well-known/smart-configuration' && request.method === 'GET') {
    return Response.json(smartConfiguration(base, clientScopes))
  }
  return path === 'token' && request.method === 'POST' ? answerTokenRequest(tokens, request) : null
}

async function dispatch(request: Request, path: readonly string[]): Promise<Response> {
  const open = openDoor(request, path.join('/'))
  if (open !== null) return open
  const client = await clientOf(request, { isLook: request.method === 'GET' || path[1] === '_search' })
  if (client === null) return refuseFhir('fhir.signed-out', request)
  const [type, id, ...rest] = path
  if (path.length === 0 && request.method === 'POST') return openRequest(server(), { request, client, type: 'ServiceRequest', id: null })
  if (!isType(type) || rest.length > 0) return refuseFhir('fhir.not-found', request)
  const visit: Visit = { request, client, type, id: id === undefined || id === '_search' ? null : id }
  const isSearch = id === undefined ? request.method === 'GET' : id === '_search' && request.method === 'POST'
  if (isSearch) return type === 'Binary' ? refuseFhir('fhir.unsupported', request) : searchResources(server(), { ...visit, type })
  if (request.method === 'GET' && visit.id !== null) return readResource(server(), { ...visit, id: visit.id })
  if (request.method === 'POST' && id === undefined && type === 'ServiceRequest') return openRequest(server(), visit)
  if (request.method === 'PUT' && visit.id !== null && type === 'Patient') return correctPatientByClient({ ...visit, id: visit.id })
  return refuseFhir('fhir.unsupported', request)
}

/** Answers one request to the FHIR R4 interface; a fault is logged without what was asked, and told as an OperationOutcome. */
export async function answerFhirRequest(request: Request, path: readonly string[]): Promise<Response> {
  const stop = portalMetrics().answers.startTimer({ kind: 'fhir' })
  const response = await dispatch(request, path).catch((cause: unknown) => {
    const code = failureOf(cause)
    portalLogger().error('fhir.failed', { cause, refusal: code })
    return refuseFhir(code, request)
  })
  stop({ outcome: response.status })
  return response
}

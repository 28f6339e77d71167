import { z } from 'zod'
import { systems } from '#adapters/fhir/fhir-json.ts'
import type { DeliveryFault } from '#core/filing/filing.ts'
import type { Dispatch, Dispatcher } from '#core/filing/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import { documentIdentifier, provideBundle } from './provide-bundle.ts'

const found = z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.object({ resource: z.object({ resourceType: z.string(), id: z.string() }) })).optional() })
const answered = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ response: z.object({ status: z.string(), location: z.string().optional() }) })),
})

interface FhirOptions {
  readonly clock: Clock
  /** How long one request may take, in milliseconds. */
  readonly patience: number
}

/**
 * Sends one transaction to a FHIR server. Asks first whether the document is there already: an earlier attempt may have arrived
 * although its answer did not.
 */
export const makeFhirDispatcher = ({ clock, patience }: FhirOptions): Dispatcher => ({
  send: async (destination, document) => {
    const base = destination.address.replace(/\/+$/, '')
    const headers = { accept: 'application/fhir+json', ...(destination.secret === null ? {} : { authorization: `Bearer ${destination.secret}` }) }
    const ask = async (url: string, init: RequestInit): Promise<Answer> => {
      try {
        const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) })
        return { status: response.status, body: await response.text() }
      } catch (cause) {
        return { fault: faultOf(cause) }
      }
    }
    const query = `identifier=${encodeURIComponent(`${systems.uri}|${documentIdentifier(document)}`)}`
    const before = await ask(`${base}/DocumentReference?${query}`, { headers })
    if ('fault' in before) return failed(before.fault, 'search')
    const there = before.status === 200 ? idOf(before.body) : null
    if (there !== null) return { delivered: true, receipt: `DocumentReference/${there}` }
    const bundle = JSON.stringify(provideBundle(destination, document, clock()))
    const answer = await ask(base, { method: 'POST', headers: { ...headers, 'content-type': 'application/fhir+json' }, body: bundle })
    return 'fault' in answer ? failed(answer.fault, 'transaction') : judge(answer)
  },
})

type Answer = { readonly status: number; readonly body: string } | { readonly fault: DeliveryFault }

const failed = (fault: DeliveryFault, detail: string): Dispatch => ({ delivered: false, fault, detail })

function judge({ status, body }: Extract<Answer, { status: number }>): Dispatch {
  if (status === 408 || status === 409 || status === 425 || status === 429 || status === 503) return failed('busy', `HTTP ${status}`)
  if (status >= 500) return failed('error-answer', `HTTP ${status}`)
  if (status < 200 || status >= 300) return failed('rejected', `HTTP ${status}`)
  const location = locationOf(body)
  return location === null ? failed('not-understood', `HTTP ${status}`) : { delivered: true, receipt: location }
}

function locationOf(body: string): string | null {
  const parsed = answered.safeParse(jsonOf(body))
  const locations = parsed.success ? parsed.data.entry.map(({ response }) => response.location ?? '') : []
  return locations.find((location) => location.includes('DocumentReference/')) ?? null
}

function idOf(body: string): string | null {
  const parsed = found.safeParse(jsonOf(body))
  const resource = parsed.success ? parsed.data.entry?.map((one) => one.resource).find(({ resourceType }) => resourceType === 'DocumentReference') : undefined
  return resource?.id ?? null
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function faultOf(cause: unknown): DeliveryFault {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'timeout'
  const inner: unknown = cause instanceof Error ? cause.cause : null
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : ''
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code) ? 'unreachable' : 'broken-off'
}

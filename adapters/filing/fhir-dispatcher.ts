import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { z } from 'zod'
import { systems } from '#adapters/fhir/fhir-json.ts'
import { isForbiddenAddress, judgedLookup, type MayReach } from '#adapters/outside/judged-lookup.ts'
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
  readonly mayReach: MayReach
  /** How long one request may take, in milliseconds. */
  readonly patience: number
}

/**
 * Sends one transaction to a FHIR server. Asks first whether the document is there already: an earlier attempt may have arrived
 * although its answer did not.
 */
export const makeFhirDispatcher = ({ clock, mayReach, patience }: FhirOptions): Dispatcher => ({
  send: async (destination, document) => {
    const base = destination.address.replace(/\/+$/, '')
    const headers = { accept: 'application/fhir+json', ...(destination.secret === null ? {} : { authorization: `Bearer ${destination.secret}` }) }
    const ask = async (url: string, asked: Asked): Promise<Answer> => {
      try {
        return await request(new URL(url), { ...asked, lookup: judgedLookup(mayReach), signal: AbortSignal.timeout(patience) })
      } catch (cause) {
        if (isForbiddenAddress(cause)) throw cause
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

interface Asked {
  readonly method?: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** An answer that says more than this says nothing that is needed. */
const mostBytes = 16 * 1024 * 1024

/** One request over a connection of its own, whose address was judged; a redirect is an answer like any other, and followed by nobody. */
async function request(url: URL, { body, ...options }: Asked & { readonly lookup: LookupFunction; readonly signal: AbortSignal }): Promise<{ readonly status: number; readonly body: string }> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = url.protocol === 'https:' ? httpsRequest(url, { ...options, agent: new HttpsAgent() }, resolve) : httpRequest(url, { ...options, agent: new HttpAgent() }, resolve)
    asked.on('error', reject)
    asked.end(body)
  })
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      if (size > mostBytes) throw new Error('the answer does not end')
      chunks.push(chunk)
    }
    return { status: message.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }
  } finally {
    message.destroy()
  }
}

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
  if (cause instanceof Error && ['TimeoutError', 'AbortError'].includes(cause.name)) return 'timeout'
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'].includes(code) ? 'unreachable' : 'broken-off'
}

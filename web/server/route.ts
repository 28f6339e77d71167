import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { Result } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { readBoundedText } from './bounded-body.ts'
import { portalEnv } from './env.ts'
import { portalLogger } from './logger.ts'
import { portalMetrics } from './metrics.ts'
import { failureOf } from './outage.ts'
import { refusalStatus, retryAfter } from './refusal-status.ts'
import { currentVisit, refusalOfVisit, type Viewer } from './session.ts'

interface RouteDefinition<Input extends z.ZodType, Value, Code extends RefusalCode> {
  /** Parses the address's parameters, the query and, unless it is a GET, the JSON body, merged in this order. */
  readonly input: Input
  readonly run: (viewer: Viewer, input: z.output<Input>) => Promise<Result<Value, Code>>
  /** Exactly what may leave the server: a Response for files, anything else as JSON. */
  readonly present: (value: Value, viewer: Viewer) => unknown
}

interface RouteContext {
  readonly params: Promise<Record<string, string | string[] | undefined>>
}

const reads = new Set(['GET', 'HEAD'])

/** A request that changes something must come from our own pages: SameSite cookies alone leave sister sites open. */
export const fromOwnPages = (request: Request): boolean =>
  reads.has(request.method) || request.headers.get('origin') === portalEnv().PUBLIC_ORIGIN

/** A patient's record as a file is the largest that comes as JSON. */
const mostBytes = 12 * 1024 * 1024

async function bodyOf(request: Request): Promise<object> {
  const text = reads.has(request.method) ? null : await readBoundedText(request, mostBytes)
  try {
    const body: unknown = JSON.parse(text ?? '{}')
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}

async function inputOf(request: Request, context: RouteContext): Promise<unknown> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return { ...(await context.params), ...query, ...(await bodyOf(request)) }
}

/** Answers a refusal with its status, its code and its sentence. */
export async function refuse(code: RefusalCode): Promise<Response> {
  const t = await getTranslations('refusals')
  const status = refusalStatus[code]
  return Response.json({ ok: false, code, message: t(code) }, { status, headers: { 'Cache-Control': 'no-store', ...(status === 503 && { 'Retry-After': retryAfter }) } })
}

/** What is thrown becomes an answer that tells nothing but whether it is an outage; what Next throws for itself goes on to Next. */
export function refuseThrown(cause: unknown): Promise<Response> {
  unstable_rethrow(cause)
  const code = failureOf(cause)
  portalLogger().error('route.failed', { cause, refusal: code })
  return refuse(code)
}

type Handle<Context> = (asked: { readonly viewer: Viewer; readonly request: Request; readonly context: Context }) => Promise<Response>

/** Answers a signed-in visitor, counts how long it took, and turns what is thrown into a refusal that tells nothing. */
export function visitorRoute<Context>(handle: Handle<Context>): (request: Request, context: Context) => Promise<Response> {
  const answer = async (request: Request, context: Context): Promise<Response> => {
    try {
      if (!fromOwnPages(request)) return await refuse('request.foreign-origin')
      const visit = await currentVisit()
      return visit.state === 'signed-in' ? await handle({ viewer: visit.viewer, request, context }) : await refuse(refusalOfVisit(visit))
    } catch (cause) {
      return await refuseThrown(cause)
    }
  }
  return async (request, context) => {
    const stop = portalMetrics().answers.startTimer({ kind: 'route' })
    const response = await answer(request, context)
    stop({ outcome: response.status })
    return response
  }
}

/** Declares a route handler the way `action` declares an action. */
export const route = <Input extends z.ZodType, Value, Code extends RefusalCode>({ input, run, present }: RouteDefinition<Input, Value, Code>) =>
  visitorRoute<RouteContext>(async ({ viewer, request, context }) => {
    const parsed = input.safeParse(await inputOf(request, context))
    if (!parsed.success || !isStorable(parsed.data)) return refuse('request.invalid')
    const result = await run(viewer, parsed.data)
    if (!result.ok) return refuse(result.error)
    const shown = await present(result.value, viewer)
    return shown instanceof Response ? shown : Response.json({ ok: true, value: shown }, { headers: { 'Cache-Control': 'no-store' } })
  })

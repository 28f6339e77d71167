import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { z } from 'zod'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { readBoundedText } from './bounded-body.ts'
import { fromOwnPages, refuse, refuseThrown } from './route.ts'

interface Door {
  /** How often one address may ask in a minute: whoever guesses asks in vain, and not often. */
  readonly mostAMinute: number
  readonly tooOften: RefusalCode
}

const mostBytes = 2_048

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await readBoundedText(request, mostBytes)) ?? 'null')
  } catch {
    return null
  }
}

/** Declares routes for pages of whoever has not signed in: from our own pages only, seldom, in the body, never in an address. */
export function openRoutes({ mostAMinute, tooOften }: Door) {
  const asks = new RateLimiterMemory({ points: mostAMinute, duration: 60 })
  return <Input extends z.ZodType>(input: Input, answer: (asked: z.output<Input>, request: Request) => Promise<Response>) =>
    async (request: Request): Promise<Response> => {
      try {
        if (!fromOwnPages(request)) return await refuse('request.foreign-origin')
        const allowed = await asks.consume(request.headers.get('x-real-ip') ?? 'unknown').then(() => true, () => false)
        if (!allowed) return await refuse(tooOften)
        const parsed = input.safeParse(await bodyOf(request))
        return parsed.success ? await answer(parsed.data, request) : await refuse('request.invalid')
      } catch (cause) {
        return await refuseThrown(cause)
      }
    }
}

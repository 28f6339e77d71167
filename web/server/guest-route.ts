import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { readBoundedText } from './bounded-body.ts'
import { isSecureOrigin, portalEnv } from './env.ts'
import { fromOwnPages, refuse, refuseThrown } from './route.ts'

/** A guest asks some times on the way in; whoever guesses asks in vain, and not often. */
const asks = new RateLimiterMemory({ points: 60, duration: 60 })
const mostBytes = 2_048

/** A link's secret or its key, as they are made: 256 bits. */
export const guestSecret = z.string().regex(/^[\w-]{43}$/)

const cookieName = (): string => (isSecureOrigin(portalEnv().PUBLIC_ORIGIN) ? '__Host-lv.guest' : 'lv.guest')

/** The key that this browser holds, or null. */
function keyOf(request: Request): string | null {
  const found = (request.headers.get('cookie') ?? '').split(';').map((one) => one.trim().split('=')).find(([name]) => name === cookieName())
  return guestSecret.safeParse(found?.[1]).data ?? null
}

/** Binds what the link opened to this browser: out of reach of scripts, and sent from our own pages alone. */
export const guestCookie = (key: string, expiresAt: Date): string =>
  `${cookieName()}=${key}; Path=/; HttpOnly; SameSite=Strict; Expires=${expiresAt.toUTCString()}${isSecureOrigin(portalEnv().PUBLIC_ORIGIN) ? '; Secure' : ''}`

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await readBoundedText(request, mostBytes)) ?? 'null')
  } catch {
    return null
  }
}

/** Declares what a guest's page asks without an account: from our own pages only, seldom, in the body, never in an address. */
export const guestRoute =
  <Input extends z.ZodType>(input: Input, answer: (asked: z.output<Input>, key: string | null) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    try {
      if (!fromOwnPages(request)) return await refuse('request.foreign-origin')
      const allowed = await asks.consume(request.headers.get('x-real-ip') ?? 'unknown').then(() => true, () => false)
      if (!allowed) return await refuse('guest.too-often')
      const parsed = input.safeParse(await bodyOf(request))
      return parsed.success ? await answer(parsed.data, keyOf(request)) : await refuse('request.invalid')
    } catch (cause) {
      return await refuseThrown(cause)
    }
  }

/** What leaves the server, and is kept nowhere on the way. */
export const guestAnswer = (value: object, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ ok: true, value }, { headers: { 'Cache-Control': 'no-store', ...headers } })

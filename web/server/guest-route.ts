import { z } from 'zod'
import { isSecureOrigin, portalEnv } from './env.ts'
import { openRoutes } from './open-route.ts'

/** A guest asks some times on the way in. */
const guestRoutes = openRoutes({ mostAMinute: 60, tooOften: 'guest.too-often' })

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

/** Declares what a guest's page asks without an account, with the key that its browser holds. */
export const guestRoute = <Input extends z.ZodType>(input: Input, answer: (asked: z.output<Input>, key: string | null) => Promise<Response>) =>
  guestRoutes(input, (asked, request) => answer(asked, keyOf(request)))

/** What leaves the server, and is kept nowhere on the way. */
export const guestAnswer = (value: object, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json({ ok: true, value }, { headers: { 'Cache-Control': 'no-store', ...headers } })

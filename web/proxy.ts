import { NextResponse, type NextRequest } from 'next/server'
import { isDevelopment, liveKitUrl } from '#web/server/env.ts'
import { securityHeaders } from '#web/server/security-headers.ts'

/** Gives every page a fresh nonce and every answer the headers that guard it. */
export function proxy(request: NextRequest): NextResponse {
  // No address of ours holds NUL, and the database takes none.
  if (/%00/.test(request.url)) return new NextResponse(null, { status: 400 })
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const headers = securityHeaders({
    nonce,
    host: request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? request.nextUrl.host,
    secure: (request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol).startsWith('https'),
    development: isDevelopment,
    liveKitUrl: liveKitUrl(),
  })
  const forwarded = new Headers(request.headers)
  forwarded.set('x-nonce', nonce)
  // A page cannot see its own address; sign-in leads back to it.
  forwarded.set('x-portal-path', request.nextUrl.pathname)
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy'] ?? '')
  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

export const config = { matcher: ['/((?!_next/static|viewer-engine|favicon.ico|icon.svg).*)'] }

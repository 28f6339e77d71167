import { RateLimiterMemory } from 'rate-limiter-flexible'
import { writeCalendar } from '#adapters/calendar/icalendar.ts'
import { presentFeed } from '#web/features/schedule/present-feed.ts'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'
import { refuseThrown } from '#web/server/route.ts'

/** A calendar program asks some times an hour, and a whole hospital's may stand behind one address; whoever guesses asks in vain. */
const asks = new RateLimiterMemory({ points: 120, duration: 60 })

const notThere = (status: 404 | 429): Response => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } })

/** The appointments of whoever made the address, for a program that cannot sign in. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly secret: string }> }): Promise<Response> {
  const allowed = await asks.consume(request.headers.get('x-real-ip') ?? 'unknown').then(() => true, () => false)
  if (!allowed) return notThere(429)
  const secret = /^([\w-]{43})\.ics$/.exec((await params).secret)?.[1]
  if (secret === undefined) return notThere(404)
  try {
    return await calendarOf(secret)
  } catch (cause) {
    return refuseThrown(cause)
  }
}

async function calendarOf(secret: string): Promise<Response> {
  const opened = await portal().readCalendarFeed(secret)
  if (!opened.ok) return notThere(404)
  const calendar = writeCalendar(await presentFeed(opened.value, portalEnv().PUBLIC_ORIGIN))
  return new Response(calendar, { headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-store' } })
}

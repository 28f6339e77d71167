import { randomBytes } from 'node:crypto'
import { visitorRoute } from '#web/server/route.ts'

/** The most that one transfer of a line test may be, in bytes; the page asks for no more. */
const mostBytes = 4_000_000

/** Bytes that no device on the way can make smaller, as many as were asked for. */
export const GET = visitorRoute(async ({ request }) => {
  const asked = Number(new URL(request.url).searchParams.get('bytes'))
  const bytes = Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostBytes) : 1
  return new Response(new Uint8Array(randomBytes(bytes)), { headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' } })
})

/** Takes bytes in and keeps none. */
export const POST = visitorRoute(async ({ request }) => {
  let taken = 0
  for await (const chunk of request.body ?? []) {
    taken += chunk.byteLength
    if (taken > mostBytes) return new Response(null, { status: 413 })
  }
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
})

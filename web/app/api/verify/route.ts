import { RateLimiterMemory } from 'rate-limiter-flexible'
import { presentVerdict } from '#web/features/verify/present-verdict.ts'
import { portal } from '#web/server/compose.ts'

/** Signed minutes with pictures stay well below this many bytes. */
const largest = 16 * 1024 * 1024

/** Anybody may ask, but nobody may keep the server busy. */
const asks = new RateLimiterMemory({ points: 20, duration: 60 })

/** Checks a PDF for a stranger; nothing of it is kept, and nothing of the patient is told. */
export async function POST(request: Request): Promise<Response> {
  const allowed = await asks.consume(request.headers.get('x-real-ip') ?? 'unknown').then(() => true, () => false)
  if (!allowed) return new Response(null, { status: 429 })
  if (Number(request.headers.get('content-length') ?? largest + 1) > largest) return new Response(null, { status: 413 })
  const bytes = new Uint8Array(await request.arrayBuffer())
  // What the parser cannot read is no document of ours, whatever is wrong with it.
  const verdict = await portal().verifySeal(bytes).catch(() => null)
  return verdict === null ? new Response(null, { status: 422 }) : Response.json(presentVerdict(verdict), { headers: { 'Cache-Control': 'no-store' } })
}

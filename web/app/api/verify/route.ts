import { createHash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { brandId, type MinutesId, type Sha256 } from '#core/shared/ids.ts'
import { presentVerdict } from '#web/features/verify/present-verdict.ts'
import { readBounded } from '#web/server/bounded-body.ts'
import { portal } from '#web/server/compose.ts'
import { refuseThrown } from '#web/server/route.ts'

/** Signed minutes with pictures stay well below this many bytes. */
const largest = 16 * 1024 * 1024

/** Anybody may ask, but nobody may keep the server busy. */
const asks = new RateLimiterMemory({ points: 20, duration: 60 })

/** The version that the QR code named, when the file is checked on its page. */
const named = z.uuid().transform((raw) => brandId<MinutesId>(raw))

/** Checks a PDF for a stranger, and compares it with what is kept here; nothing of it is stored, nothing of the patient is told. */
export async function POST(request: Request): Promise<Response> {
  try {
    return await check(request)
  } catch (cause) {
    return refuseThrown(cause)
  }
}

async function check(request: Request): Promise<Response> {
  const allowed = await asks.consume(request.headers.get('x-real-ip') ?? 'unknown').then(() => true, () => false)
  if (!allowed) return new Response(null, { status: 429 })
  const bytes = await readBounded(request, largest)
  if (bytes === null) return new Response(null, { status: 413 })
  const verdict = await portal().checkSeal(bytes)
  // What cannot be read is no document of ours, whatever is wrong with it.
  if (!verdict.ok) return verdict.error === 'seal.busy' ? new Response(null, { status: 503, headers: { 'Retry-After': '5' } }) : new Response(null, { status: 422 })
  const file = brandId<Sha256>(createHash('sha256').update(bytes).digest('hex'))
  const asked = named.safeParse(new URL(request.url).searchParams.get('minutes'))
  const onFile = await portal().findSeal(asked.success ? { minutes: asked.data } : { file })
  return Response.json(presentVerdict(verdict.value, { file, onFile }), { headers: { 'Cache-Control': 'no-store' } })
}

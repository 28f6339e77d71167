import { z } from 'zod'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** A picture that stands in the minutes of a case of the reader's. */
export const GET = route({
  input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/).transform((raw) => brandId<Sha256>(raw)) }),
  run: (viewer, input) => portal().openFrame(viewer.actor, input),
  present: ({ bytes, mediaType }) =>
    new Response(Uint8Array.from(bytes), {
      headers: { 'Content-Type': mediaType, 'Cache-Control': 'private, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff' },
    }),
})

import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** The own hospital's audit trail as a FHIR bundle that can be checked without the portal. */
export const GET = route({
  input: z.object({}),
  run: ({ actor }) => portal().exportTrail(actor),
  present: ({ at, text }) =>
    new Response(ReadableStream.from(text).pipeThrough(new TextEncoderStream()), {
      headers: {
        'Content-Type': 'application/fhir+json; charset=utf-8', 'Content-Disposition': `attachment; filename="nhat-ky-${at.toISOString().slice(0, 10)}.json"`, 'Cache-Control': 'no-store',
      },
    }),
})

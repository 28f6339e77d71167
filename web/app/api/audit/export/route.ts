import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** Bytes as they are asked for: years of a trail need no more memory than a page of it. */
function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await text.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    cancel: async () => {
      await text.return(undefined)
    },
  })
}

/** The own hospital's audit trail as a FHIR bundle that can be checked without the portal. */
export const GET = route({
  input: z.object({}),
  run: ({ actor }) => portal().exportTrail(actor),
  present: ({ at, text }) =>
    new Response(streamOf(text), {
      headers: {
        'Content-Type': 'application/fhir+json; charset=utf-8', 'Content-Disposition': `attachment; filename="nhat-ky-${at.toISOString().slice(0, 10)}.json"`, 'Cache-Control': 'no-store',
      },
    }),
})

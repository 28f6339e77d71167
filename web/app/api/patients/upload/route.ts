import { z } from 'zod'
import { readIncomingBundle } from '#adapters/fhir/incoming/incoming-bundle.ts'
import { ok } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** Takes in a FHIR R4 Bundle that a clinician brings as a file. */
export const POST = route({
  input: z.object({ bundle: z.unknown(), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
  run: async (viewer, { bundle, fingerprint }) => {
    const read = readIncomingBundle(bundle)
    if (!read.ok) return read
    const received = await portal().uploadRecord(viewer.actor, { record: read.value.record, message: fingerprint })
    return received.ok ? ok({ ...received.value, left: read.value.left }) : received
  },
  present: ({ patient, added, known, corrected, left }) => ({ patient, added, known, corrected, left }),
})

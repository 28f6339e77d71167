import { z } from 'zod'
import type { DeliveryNoteId } from '#core/notify/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** A browser has shown what it was woken for: the receipt that the ladder's board shows. */
export const POST = route({
  input: z.object({ note: z.uuid().transform((raw) => brandId<DeliveryNoteId>(raw)) }),
  run: async ({ actor }, input) => {
    await portal().confirmShown(actor, input)
    return ok(null)
  },
  present: () => null,
})

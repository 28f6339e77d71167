import { z } from 'zod'
import { ok } from '#core/shared/result.ts'
import { presentIncoming } from '#web/features/emergency/present-emergency.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** What rings before the viewer now. */
export const GET = route({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().watchRings(actor)),
  present: (incoming, { actor }) => presentIncoming(incoming, actor.practitioner),
})

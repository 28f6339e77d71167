import { z } from 'zod'
import { presentIncoming } from '#web/features/emergency/present-emergency.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** What the hospital's wall shows now. */
export const GET = route({
  input: z.object({}),
  run: ({ actor }) => portal().watchWall(actor),
  present: (incoming, { actor }) => presentIncoming(incoming, actor.practitioner),
})

import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

export const POST = route({
  input: z.object({ id: z.uuid() }),
  run: (viewer, { id }) => portal().importUpload(viewer.actor, id),
  present: (outcome) => outcome,
})

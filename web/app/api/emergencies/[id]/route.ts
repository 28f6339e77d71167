import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { presentBoard } from '#web/features/emergency/present-emergency.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** Who was rung for an emergency, who has seen it and who has answered. */
export const GET = route({
  input: z.object({ id: caseId }),
  run: ({ actor }, { id }) => portal().watchCall(actor, id),
  present: (board, { actor }) => presentBoard(board, actor.practitioner),
})

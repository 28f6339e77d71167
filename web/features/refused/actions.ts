'use server'

import { z } from 'zod'
import { refusedId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Takes a refused message after the cause was mended. */
export const tryRefusedAgain = action({
  input: z.object({ id: refusedId }),
  run: (viewer, { id }) => portal().tryRefusedAgain(viewer.actor, id),
  present: () => null,
})

/** Puts a refused message aside for good. */
export const setRefusedAside = action({
  input: z.object({ id: refusedId, note: z.string().max(500) }),
  run: (viewer, input) => portal().setRefusedAside(viewer.actor, input),
  present: () => null,
})

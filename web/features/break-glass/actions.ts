'use server'

import { z } from 'zod'
import { caseId, glassId } from '#contract/ids.ts'
import { glassVerdicts } from '#core/break-glass/ports.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { proveAgain } from '#web/server/step-up.ts'
import { presentBehindGlass } from './present-glass.ts'

const words = z.string().trim().max(2_000)

/** Looks for a case to open in need; the number that is asked for stands in no address. */
export const findBehindGlass = action({
  input: z.object({ asked: z.string().trim().min(1).max(40) }),
  run: (viewer, { asked }) => portal().findBehindGlass(viewer.actor, asked),
  present: presentBehindGlass,
})

/** Opens a case for three hours, once the person has proved themselves again. */
export const breakGlass = action({
  personal: true,
  input: z.object({ case: caseId, reason: words, proof: z.string().min(1).max(128) }),
  run: async (viewer, { proof, ...order }) => {
    const proved = await proveAgain(proof)
    return proved.ok ? portal().breakGlass(viewer.actor, order) : proved
  },
  present: ({ until }) => ({ until: until.toISOString() }),
})

/** Says whether an opening was justified. */
export const reviewGlass = action({
  personal: true,
  input: z.object({ glass: glassId, verdict: z.enum(glassVerdicts), note: words }),
  run: (viewer, order) => portal().reviewGlass(viewer.actor, order),
  present: () => null,
})

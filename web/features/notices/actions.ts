'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** The viewer has read the notices: all of them, those about one case, or (null) those about none. */
export const markNoticesRead = action({
  input: z.object({ about: caseId.nullable().optional() }),
  run: async ({ actor }, { about }) => {
    await portal().markNoticesRead(actor, about === undefined ? {} : { about })
    return ok(null)
  },
  present: () => null,
})

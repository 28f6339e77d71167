'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Reminds whoever a case's minutes or outcome wait for. */
export const remindNow = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().remindNow(viewer.actor, input),
  present: ({ reminded }) => ({ reminded }),
})

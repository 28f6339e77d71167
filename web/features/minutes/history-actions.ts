'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Who wrote what into the minutes, newest first. */
export const viewWritingHistory = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().viewWritingHistory(viewer.actor, input),
  present: (entries) =>
    entries.map(({ name, from, until, upTo, edits }) => ({ name, from: from.toISOString(), until: until.toISOString(), upTo, edits })),
})

/** The text as it stood at one moment. */
export const readTextAt = action({
  input: z.object({ case: caseId, upTo: z.int().positive() }),
  run: (viewer, input) => portal().readTextAt(viewer.actor, input),
  present: (document) => document,
})

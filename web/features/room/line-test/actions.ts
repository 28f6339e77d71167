'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { lineReadings } from '#contract/line-test.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** A single-use ticket with which this page tests its line. */
export const requestLineTestTicket = action({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().issueLineTestTicket(actor)),
  present: (ticket) => ({ ticket }),
})

/** Keeps a result on the case whose session it was taken for. */
export const keepLineTest = action({
  input: z.object({ case: caseId, readings: lineReadings }),
  run: ({ actor }, input) => portal().keepLineTest(actor, input),
  present: ({ takenAt }) => ({ takenAt: takenAt.toISOString() }),
})

'use server'

import { z } from 'zod'
import { urgencies } from '#core/case/urgency.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { stages, toCaseQuery } from './case-query.ts'
import { presentCases } from './present-case-row.ts'

/** Searches cases by what was typed; an action and not an address, since addresses are logged and names must not be. */
export const findCases = action({
  input: z.object({
    text: z.string().max(120),
    choice: z.object({
      stages: z.array(z.enum(stages)),
      urgencies: z.array(z.enum(urgencies)),
      mine: z.boolean(),
      page: z.int().positive().max(100_000),
    }),
  }),
  run: async ({ actor }, { text, choice }) => ok(await portal().browseCases(actor, toCaseQuery(choice, text))),
  present: (found) => presentCases(found, portal().clock()),
})

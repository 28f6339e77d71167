import { z } from 'zod'
import { ok } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** A single-use ticket with which a tab listens for what is new. */
export const POST = route({
  input: z.object({}),
  run: async ({ actor }) => ok(await portal().issueNoticesTicket(actor)),
  present: (ticket) => ({ ticket }),
})

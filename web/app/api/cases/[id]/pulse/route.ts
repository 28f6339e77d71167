import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** Whether an open case page is still true: the case's revision, nothing of its content. */
export const GET = route({
  input: z.object({ id: caseId }),
  run: ({ actor }, { id }) => portal().casePulse(actor, { case: id }),
  present: (revision) => ({ revision }),
})

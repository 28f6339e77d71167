'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** A single-use ticket to the room of a case; asked again whenever the browser has to come in anew. */
export const requestJoinTicket = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) =>
    portal().issueJoinTicket(viewer.actor, {
      ...input,
      name: viewer.person.name,
      title: viewer.person.title,
      organizationName: viewer.membership.organization.shortName,
    }),
  present: (ticket) => ({ ticket }),
})

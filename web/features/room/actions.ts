'use server'

import { z } from 'zod'
import { caseId, roundId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'

const asShown = ({ person, membership }: Viewer) => ({ name: person.name, title: person.title, organizationName: membership.organization.shortName })

/** A single-use ticket to the room of a case; asked again whenever the browser has to come in anew. */
export const requestJoinTicket = action({
  input: z.object({ case: caseId }),
  run: (viewer, input) => portal().issueJoinTicket(viewer.actor, { ...input, ...asShown(viewer) }),
  present: (ticket) => ({ ticket }),
})

/** A single-use ticket to the room of the patient before whom a round stands now. */
export const requestRoundTicket = action({
  input: z.object({ round: roundId }),
  run: (viewer, { round }) => portal().issueRoundTicket(viewer.actor, { round, ...asShown(viewer) }),
  present: ({ ticket, case: current }) => ({ ticket, case: current }),
})

/** Whoever leads begins a round with its first patient; from then on it moves in the room. */
export const beginRound = action({
  input: z.object({ round: roundId, to: caseId }),
  run: ({ actor }, input) => portal().moveRound(actor, input),
  present: () => null,
})

/** Three lines before one patient, in place of those before. */
export const writeNote = action({
  input: z.object({ round: roundId, case: caseId, text: z.string().max(5000) }),
  run: ({ actor }, input) => portal().writeNote(actor, input),
  present: () => null,
})

/** A request to the same hub that begins with the note. */
export const openConsult = action({
  input: z.object({ round: roundId, case: caseId }),
  run: ({ actor }, input) => portal().openConsult(actor, input),
  present: ({ id }) => ({ id }),
})

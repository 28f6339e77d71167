import { z } from 'zod'
import { request } from './define.ts'
import { caseId, roundId } from './ids.ts'

/** Browser ↔ signaling, a booking with several patients: one of them stands before everybody at a time. */

const done = z.object({})
const leads = ['round.not-found', 'round.not-allowed', 'round.over'] as const

export const roundRequests = {
  /** Who leads: everybody goes to another patient, where each may; their lines are told `moved-on` and come again. */
  'go-to-patient': request({ input: z.object({ round: roundId, to: caseId }), output: done, refusals: [...leads, 'round.no-such-patient', 'round.not-open'] }),
  /** Who leads: ends the session that runs, and with it the round. */
  'end-round': request({ input: z.object({ round: roundId }), output: done, refusals: leads }),
} as const

'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { deviceStates, wayStates, type LineReadings } from '#core/line-test/line-test.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const rate = z.number().nonnegative().nullable()

/** What a browser hands in to be kept on a case. */
const lineReadings = z.object({
  ways: z.object({ udp: z.enum(wayStates), tcp: z.enum(wayStates), relay: z.enum(wayStates), onePort: z.enum(wayStates) }),
  down: rate,
  up: rate,
  roundTrip: z.number().nonnegative().max(60_000).nullable(),
  loss: z.number().min(0).max(1).nullable(),
  camera: z.enum(deviceStates),
  microphone: z.enum(deviceStates),
}) satisfies z.ZodType<LineReadings>

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

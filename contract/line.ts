import { z } from 'zod'
import { request } from './define.ts'
import { seatId } from './room.ts'

/** Browser ↔ signaling: how well each person's line holds, so that nobody wonders whose fault a poor picture is. */

const rung = z.enum(['full', 'medium', 'small', 'stills', 'sound'])
const quality = z.enum(['good', 'fair', 'weak', 'lost'])

export const lineView = z.object({ quality, up: rung, down: rung })
export type LineView = z.output<typeof lineView>

const seatLine = z.object({ seat: seatId, line: lineView })
const done = z.object({})

export const lineRequests = {
  /** One's own line, said when it has changed. */
  'report-line': request({ input: lineView, output: done, refusals: [] }),
  'get-lines': request({ input: z.object({}), output: z.object({ lines: z.array(seatLine) }), refusals: [] }),
} as const

export const lineEvents = {
  'line-changed': seatLine,
} as const

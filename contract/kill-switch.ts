import { z } from 'zod'
import { request } from './define.ts'

/** Browser ↔ signaling: all video and all recording off at once, for everyone. */

const done = z.object({})

export const killSwitchRequests = {
  /** Host, or the operating room's side. */
  'block-video': request({ input: z.object({}), output: done, refusals: ['room.may-not-block-video'] }),
  /** Everyone turns on their own sources again afterwards: nothing starts by itself. */
  'allow-video': request({ input: z.object({}), output: done, refusals: ['room.may-not-allow-video'] }),
} as const

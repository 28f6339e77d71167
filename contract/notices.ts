import { z } from 'zod'

/** Browser ↔ signaling, for every open tab of the portal: that something is new, never what it is. */

/** The socket.io namespace beside the rooms. */
export const noticesNamespace = '/notices'

export const noticesHandshake = z.object({ protocol: z.int(), ticket: z.string().min(16).max(4096) })

export const noticesEvents = {
  /** Ask the portal again: for oneself, or for what the hospital's wall shows. */
  'stirred': z.object({ for: z.enum(['person', 'hospital']) }),
} as const

'use server'

import { z } from 'zod'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'

/** Makes the private address of the person's calendar, or makes it anew; it is shown this once. */
export const shareCalendar = action({
  personal: true,
  input: z.object({}),
  run: ({ actor }) => portal().shareCalendar(actor),
  present: (secret) => ({ address: `${portalEnv().PUBLIC_ORIGIN}/api/calendar/${secret}.ics` }),
})

/** Ends it. */
export const unshareCalendar = action({
  personal: true,
  input: z.object({}),
  run: ({ actor }) => portal().unshareCalendar(actor),
  present: () => null,
})

import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { guestAnswer, guestRoute } from '#web/server/guest-route.ts'
import { refuse } from '#web/server/route.ts'

/** A single-use ticket to the one room; asked again whenever the browser has to come in anew. */
export const POST = guestRoute(z.object({}), async (_asked, key) => {
  if (key === null) return refuse('guest.not-welcome')
  const issued = await portal().issueGuestTicket(key)
  return issued.ok ? guestAnswer({ ticket: issued.value }) : refuse(issued.error)
})

import { z } from 'zod'
import { portal } from '#web/server/compose.ts'
import { guestAnswer, guestCookie, guestRoute, guestSecret } from '#web/server/guest-route.ts'
import { refuse } from '#web/server/route.ts'

/** The guest has said "that is me": the link is spent, and this browser holds what it opened. */
export const POST = guestRoute(z.object({ secret: guestSecret }), async ({ secret }) => {
  const spent = await portal().spendInvitation(secret)
  if (!spent.ok) return refuse(spent.error)
  const { key, expiresAt } = spent.value
  return guestAnswer({}, { 'Set-Cookie': guestCookie(key, expiresAt) })
})

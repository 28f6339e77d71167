import { touchSignIn } from '#web/server/device-records.ts'
import { visitorRoute } from '#web/server/route.ts'
import { currentSignIn } from '#web/server/session.ts'

/** The person before a meeting room's machine has just done something, or sits in a session: theirs goes on. */
export const POST = visitorRoute(async () => {
  const signIn = await currentSignIn()
  if (signIn !== undefined) await touchSignIn(signIn.session.id)
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
})

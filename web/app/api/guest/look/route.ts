import { z } from 'zod'
import { presentDoor } from '#web/features/room/guest/present-door.ts'
import { portal } from '#web/server/compose.ts'
import { guestAnswer, guestRoute, guestSecret } from '#web/server/guest-route.ts'
import { refuse } from '#web/server/route.ts'

/** What stands at the door: by the link before it is spent, by this browser's key afterwards. Nothing is spent. */
export const POST = guestRoute(z.object({ secret: guestSecret.exactOptional() }), async ({ secret }, key) => {
  const shown = secret ?? key
  if (shown === null) return refuse('guest.not-welcome')
  const looked = await portal().lookAtDoor(shown)
  // The same browser opens its own link once more, from the mail.
  if (!looked.ok && looked.error === 'guest.link-used' && key !== null) {
    const own = await portal().lookAtDoor(key)
    return own.ok ? guestAnswer(presentDoor(own.value)) : refuse(looked.error)
  }
  return looked.ok ? guestAnswer(presentDoor(looked.value)) : refuse(looked.error)
})

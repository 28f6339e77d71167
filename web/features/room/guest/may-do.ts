import { guestRoleOf } from '#core/room/guest-part.ts'
import { guestMay, type GuestAbility } from '#core/room/guest-rights.ts'
import type { InsideRoom } from '../client/room-state.ts'

/** Whether this person is here as a guest. */
export const isGuest = ({ me }: Pick<InsideRoom, 'me'>): boolean => guestRoleOf(me.part) !== null

/** Whether the screen offers this; the room server decides it again. */
export function mayDo({ me }: Pick<InsideRoom, 'me'>, ability: GuestAbility): boolean {
  const role = guestRoleOf(me.part)
  return role === null || guestMay(role, ability)
}

import type { GuestSeat } from '#core/guest/ports.ts'
import { guestRoleOf } from '#core/room/guest-part.ts'
import type { Occupant } from '#core/room/room.ts'
import { brandId, type GuestId, type SessionId } from '#core/shared/ids.ts'

/** The invitation by which somebody sits in a session, or null where they have an account. */
export const guestSeatOf = ({ part, actor }: Pick<Occupant, 'part' | 'actor'>, session: SessionId): GuestSeat | null =>
  guestRoleOf(part) === null ? null : { guest: brandId<GuestId>(actor.practitioner), organization: actor.organization, session }

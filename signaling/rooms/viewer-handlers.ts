import type { HandlersOf } from '#contract/define.ts'
import type { viewerRequests } from '#contract/viewer.ts'
import { guestRoleOf } from '#core/room/guest-part.ts'
import { nothingShown, show, type Presentation } from '#core/room/presentation.ts'
import type { SeatId } from '#core/room/room.ts'
import { err, ok } from '#core/shared/result.ts'
import type { LiveRoom } from './live-room.ts'

/**
 * What each running room shows together. Kept beside the room and not in the database: after a restart of this process the
 * presenter's browser, which knows best, says it again.
 */
const shown = new WeakMap<LiveRoom, Presentation>()

const presentationOf = (live: LiveRoom): Presentation => shown.get(live) ?? nothingShown

/** Looking together: the presenter's changes go to everyone else inside, in order. */
export function viewerHandlers(live: LiveRoom, seat: SeatId): HandlersOf<typeof viewerRequests> {
  // Which series is looked at is of the record, and no guest's to know.
  const others = () => [...live.connections].filter(([id, { arrival }]) => id !== seat && guestRoleOf(arrival.ticket.part) === null)
  return {
    'get-presentation': async () => {
      const { sequence, view, marks } = presentationOf(live)
      return ok({ sequence, view, marks: [...marks] })
    },
    'show-view': async (change) => {
      const before = presentationOf(live)
      const decided = show(before, change, { seat, room: live.room })
      if (!decided.ok) return decided
      const { sequence } = decided.value
      shown.set(live, decided.value)
      if (sequence !== before.sequence) live.tellInside(others(), (connection) => connection.push('view-shown', { sequence, ...change }))
      return ok({ sequence })
    },
    'point-at': async ({ place }) => {
      if (live.room.presenter !== seat) return err('viewer.not-presenter')
      live.tellInside(others(), (connection) => connection.pushLossy('pointed-at', { place }))
      return ok({})
    },
  }
}

import type { HandlersOf } from '#contract/define.ts'
import type { lineRequests, LineView } from '#contract/line.ts'
import { admittedSeat, type SeatId } from '#core/room/room.ts'
import { ok } from '#core/shared/result.ts'
import type { LiveRoom } from './live-room.ts'

/** What each browser last said of its line. Kept nowhere else: it is true for seconds. */
const linesOf = new WeakMap<LiveRoom, Map<SeatId, LineView>>()

function lines(live: LiveRoom): Map<SeatId, LineView> {
  const known = linesOf.get(live) ?? new Map<SeatId, LineView>()
  linesOf.set(live, known)
  return known
}

/** Passes on how well each line holds. */
export function lineHandlers(live: LiveRoom, seat: SeatId): HandlersOf<typeof lineRequests> {
  return {
    'report-line': async (line) => {
      lines(live).set(seat, line)
      live.tellInside(live.connections, (connection) => connection.push('line-changed', { seat, line }))
      return ok({})
    },
    'get-lines': async () => ok({
      lines: [...lines(live)].filter(([id]) => admittedSeat(live.room, id) !== null).map(([id, line]) => ({ seat: id, line })),
    }),
  }
}

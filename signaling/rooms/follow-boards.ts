import type { BoardView } from '#contract/telestration.ts'
import type { Board } from '#core/room/board.ts'
import { admittedSeat, seatOf } from '#core/room/room.ts'
import { drawingRefusal, sameSource } from '#core/room/telestration.ts'
import type { GrowingMark, GrowingMarks } from './growing-marks.ts'
import type { LiveRoom, RoomObserver } from './live-room.ts'
import type { RoomScene } from './room-view.ts'

/** What lies over one source, as it goes over the wire. */
export const boardView = ({ source, frozen, marks }: Board): BoardView => ({
  source,
  frozen: frozen === null ? null : { ...frozen, at: frozen.at.toISOString() },
  marks: marks.map((mark) => ({ ...mark, points: [...mark.points] })),
})

/** Takes from every screen a mark that was cut off: nobody will ever finish it. */
export function tellOfCut(live: LiveRoom, { source, mark: { id, by, tool } }: GrowingMark): void {
  const nothing = { source, id, by, tool, from: 0, points: [], text: '', done: true }
  live.tellInside(live.connections, (line) => line.push('mark-drawn', nothing))
}

/** Wipes from every screen the boards that the room has no longer: cleared, let move again, ended by the kill switch or by their owner's going. */
export const wipeEndedBoards: RoomObserver = (before, after, live) => {
  for (const { source } of before.room.boards) {
    if (after.room.boards.some((board) => sameSource(board.source, source))) continue
    live.tellInside(live.connections, (line) => line.push('board-changed', { source, frozen: null, marks: [] }))
  }
}

/** Ends the marks of those whose line broke, who came in elsewhere, who went or who may no longer draw there. */
export const endCutMarks =
  (growingOf: (live: LiveRoom) => GrowingMarks): RoomObserver =>
  (before, after, live) => {
    const growing = growingOf(live)
    for (const one of growing.all) {
      if (isStillDrawn(one, before, after)) continue
      growing.end(one.mark.by)
      tellOfCut(live, one)
    }
  }

function isStillDrawn({ source, mark: { by } }: GrowingMark, before: RoomScene, after: RoomScene): boolean {
  const seat = admittedSeat(after.room, by)
  if (seat === null || seat.awaySince !== null || seat.occupant !== seatOf(before.room, by)?.occupant) return false
  return drawingRefusal(after.room, by, source) === null
}

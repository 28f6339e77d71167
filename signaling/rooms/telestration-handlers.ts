import type { HandlersOf } from '#contract/define.ts'
import type { telestrationRequests } from '#contract/telestration.ts'
import type { Room, SeatId, SourceRef } from '#core/room/room.ts'
import { clearAllMarks, clearOwnMarks, drawingRefusal, freeze, grantDrawing, putMark, sameSource, undoMark } from '#core/room/telestration.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { boardView, tellOfCut } from './follow-boards.ts'
import type { GrowingMarks } from './growing-marks.ts'
import type { LiveRoom } from './live-room.ts'

interface DrawingContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly growing: GrowingMarks
}

/** Drawing over pictures: relayed as it is drawn, kept when it is done. Who draws is always the seat that asked. */
export function telestrationHandlers({ live, seat, growing }: DrawingContext): HandlersOf<typeof telestrationRequests> {
  const changed = <E extends string>(source: SourceRef, decided: Result<Room, E>) => {
    const answer = live.apply(decided)
    const board = live.room.boards.find((one) => sameSource(one.source, source))
    // One that is empty now has been wiped from the screens with the change.
    if (answer.ok && board !== undefined) live.tellInside(live.connections, (line) => line.push('board-changed', boardView(board)))
    return answer
  }
  return {
    'get-boards': async () => ok({ boards: live.room.boards.map(boardView) }),
    draw: async (stroke) => {
      const { source } = stroke
      const refusal = drawingRefusal(live.room, seat, source)
      if (refusal !== null) return err(refusal)
      const before = growing.of(seat)
      // Of the one before no end was ever told.
      if (before !== null && before.mark.id !== stroke.id) tellOfCut(live, before)
      const mark = growing.grow(seat, stroke)
      if (stroke.done) {
        growing.end(seat)
        const kept = live.apply(putMark(live.room, source, mark))
        if (!kept.ok) return kept
      }
      const told = { source, id: mark.id, by: seat, tool: mark.tool, from: stroke.from, points: [...stroke.points], text: mark.text, done: stroke.done }
      // The drawer sees the own hand at once; the others hear of it now.
      live.tellInside(others(live, seat), (line) => line.push('mark-drawn', told))
      return ok({})
    },
    point: async ({ source, at }) => {
      const refusal = drawingRefusal(live.room, seat, source)
      if (refusal !== null) return err(refusal)
      live.tellInside(others(live, seat), (line) => line.pushLossy('pointed', { source, by: seat, at }))
      return ok({})
    },
    'undo-mark': async ({ source }) => changed(source, ok(undoMark(live.room, seat, source))),
    'clear-own-marks': async ({ source }) => changed(source, ok(clearOwnMarks(live.room, seat, source))),
    'clear-all-marks': async ({ source }) => changed(source, clearAllMarks(live.room, seat, source)),
    'grant-drawing': async (input) => live.apply(grantDrawing(live.room, seat, input)),
    'freeze-picture': async ({ source, frame }) =>
      changed(source, freeze(live.room, seat, { source, frame: frame === null ? null : { sha256: frame, at: live.now } })),
  }
}

const others = (live: LiveRoom, seat: SeatId) => [...live.connections].filter(([id]) => id !== seat)

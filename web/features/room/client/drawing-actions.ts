import type { InputOf } from '#contract/define.ts'
import type { SeatId, SourceRef } from '#contract/room.ts'
import { telestrationEvents, type PicturePoint, type telestrationRequests } from '#contract/telestration.ts'
import type { Boards } from './boards.ts'
import type { AskRoom } from './room-socket.ts'
import type { ActionResult } from './action-result.ts'

type Stroke = InputOf<(typeof telestrationRequests)['draw']>

/** What a person may draw, wipe off and hold still. */
export interface DrawingActions {
  /** Seen here at once, told to the others; a mark that the server declines disappears again. */
  draw(stroke: Stroke): Promise<ActionResult>
  point(source: SourceRef, at: PicturePoint | null): void
  undoMark(source: SourceRef): Promise<ActionResult>
  clearOwnMarks(source: SourceRef): Promise<ActionResult>
  clearAllMarks(source: SourceRef): Promise<ActionResult>
  grantDrawing(seat: SeatId, granted: boolean): Promise<ActionResult>
  /** The hash of a stored frame that all shall see, or null to let the picture move again. */
  freezePicture(source: SourceRef, frame: string | null): Promise<ActionResult>
}

interface DrawingParts {
  readonly ask: AskRoom
  readonly boards: Boards
  readonly you: () => SeatId | null
}

const plain = (answer: { readonly ok: true } | Extract<ActionResult, { ok: false }>): ActionResult => (answer.ok ? { ok: true } : { ok: false, error: answer.error })

/** Drawing over pictures by this room's wire. */
export function drawingActions({ ask, boards, you }: DrawingParts): DrawingActions {
  return {
    draw: async (stroke) => {
      const by = you()
      const told = by === null ? null : telestrationEvents['mark-drawn'].parse({ text: '', ...stroke, by })
      if (told !== null) boards.draw(told)
      const answer = await ask('draw', stroke)
      if (!answer.ok && told !== null) boards.drop(told.source, told.id)
      return plain(answer)
    },
    point: (source, at) => {
      const by = you()
      if (by !== null) boards.point(source, by, at)
      void ask('point', { source, at })
    },
    undoMark: async (source) => plain(await ask('undo-mark', { source })),
    clearOwnMarks: async (source) => plain(await ask('clear-own-marks', { source })),
    clearAllMarks: async (source) => plain(await ask('clear-all-marks', { source })),
    grantDrawing: async (seat, granted) => plain(await ask('grant-drawing', { seat, granted })),
    freezePicture: async (source, frame) => plain(await ask('freeze-picture', { source, frame })),
  }
}

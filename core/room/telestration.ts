import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { mostMarks, type Board, type FrozenFrame, type Mark } from './board.ts'
import { isHost } from './policy.ts'
import type { Room, SeatId, SourceRef } from './room.ts'
import { admittedSeat, sourceOf } from './room.ts'

export const sameSource = (one: SourceRef, other: SourceRef): boolean => one.seat === other.seat && one.label === other.label

const emptyBoard = (source: SourceRef): Board => ({ source, frozen: null, marks: [] })

/** What lies over the source; an empty board when nothing does. */
export const boardOf = (room: Room, source: SourceRef): Board => room.boards.find((board) => sameSource(board.source, source)) ?? emptyBoard(source)

/** The chair and the host always, everyone else by the chair's leave. */
export const mayDraw = (room: Room, seat: SeatId): boolean =>
  admittedSeat(room, seat) !== null && (isHost(room, seat) || room.drawers.includes(seat))

/** The host lets someone draw, or no longer. */
export function grantDrawing(room: Room, by: SeatId, { seat, granted }: { readonly seat: SeatId; readonly granted: boolean }): Result<Room, 'room.not-host' | 'room.no-such-seat'> {
  if (!isHost(room, by)) return err('room.not-host')
  if (admittedSeat(room, seat) === null) return err('room.no-such-seat')
  const others = room.drawers.filter((one) => one !== seat)
  return ok({ ...room, drawers: granted ? [...others, seat] : others })
}

type DrawRefusal = 'room.may-not-draw' | 'room.no-such-source'

/** Whether this person may draw on this source now. */
export function drawingRefusal(room: Room, by: SeatId, source: SourceRef): DrawRefusal | null {
  if (!mayDraw(room, by)) return 'room.may-not-draw'
  return sourceOf(room, source) === null && boardOf(room, source).frozen === null ? 'room.no-such-source' : null
}

/** A mark is finished and stays; one of the same name is replaced. */
export function putMark(room: Room, source: SourceRef, mark: Mark): Result<Room, DrawRefusal> {
  const refusal = drawingRefusal(room, mark.by, source)
  if (refusal !== null) return err(refusal)
  const board = boardOf(room, source)
  return ok(withBoard(room, { ...board, marks: [...board.marks.filter(({ id }) => id !== mark.id), mark].slice(-mostMarks) }))
}

/** Takes back one's own last mark. */
export function undoMark(room: Room, by: SeatId, source: SourceRef): Room {
  const last = boardOf(room, source).marks.findLast((mark) => mark.by === by)
  return last === undefined ? room : keepMarks(room, source, (mark) => mark.id !== last.id)
}

/** Takes away one's own marks. */
export const clearOwnMarks = (room: Room, by: SeatId, source: SourceRef): Room => keepMarks(room, source, (mark) => mark.by !== by)

/** The host, or whose picture it is, takes away everyone's. */
export const clearAllMarks = (room: Room, by: SeatId, source: SourceRef): Result<Room, 'room.not-host'> =>
  isHost(room, by) || source.seat === by ? ok(keepMarks(room, source, () => false)) : err('room.not-host')

/** Stands a frame in the place of the moving picture, or lets it move again; marks belong to what they were drawn on, so they go. */
export function freeze(room: Room, by: SeatId, { source, frame }: { readonly source: SourceRef; readonly frame: Omit<FrozenFrame, 'by'> | null }): Result<Room, DrawRefusal> {
  const refusal = drawingRefusal(room, by, source)
  if (refusal !== null) return err(refusal)
  return ok(withBoard(room, { source, frozen: frame === null ? null : { ...frame, by }, marks: [] }))
}

function keepMarks(room: Room, source: SourceRef, keep: (mark: Mark) => boolean): Room {
  const board = boardOf(room, source)
  return withBoard(room, { ...board, marks: board.marks.filter(keep) })
}

function withBoard(room: Room, board: Board): Room {
  const others = room.boards.filter((one) => !sameSource(one.source, board.source))
  return { ...room, boards: board.marks.length === 0 && board.frozen === null ? others : [...others, board] }
}

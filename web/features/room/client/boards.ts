import type { SeatId, SourceRef } from '#contract/room.ts'
import type { BoardView, MarkView, PicturePoint, telestrationEvents } from '#contract/telestration.ts'
import type { z } from 'zod'
import { createStore } from './store.ts'

type Drawn = z.output<(typeof telestrationEvents)['mark-drawn']>

export interface BoardPointer {
  readonly by: SeatId
  readonly at: PicturePoint
  /** Milliseconds since the page began, at which it was last there. */
  readonly movedAt: number
}

/** What lies over one source as it is known here, marks that still grow included. */
export interface LiveBoard {
  readonly frozen: BoardView['frozen']
  readonly marks: readonly MarkView[]
  readonly pointers: readonly BoardPointer[]
}
export type LiveBoards = ReadonlyMap<string, LiveBoard>

/** How long a pointer is still seen after it has stopped, in milliseconds. */
export const pointerFades = 1_500

export const boardKey = ({ seat, label }: SourceRef): string => `${seat}/${label}`
export const emptyBoard: LiveBoard = { frozen: null, marks: [], pointers: [] }

/** Every board of the room, kept in step with the server; one's own hand is seen at once. */
export class Boards {
  readonly store = createStore<LiveBoards>(new Map())
  /** Marks under somebody's hand, which a board from the server does not know yet. */
  readonly #growing = new Set<string>()

  /** Takes the server's word for everything, as after coming in or coming back. */
  load(boards: readonly BoardView[]): void {
    this.#growing.clear()
    this.store.set(new Map(boards.map(({ source, frozen, marks }) => [boardKey(source), { frozen, marks, pointers: [] }])))
  }

  /** A board as the server has it now; what is still being drawn stays. */
  replace({ source, frozen, marks }: BoardView): void {
    this.#change(source, (board) => ({ ...board, frozen, marks: [...marks, ...board.marks.filter(({ id }) => this.#growing.has(id) && marks.every((one) => one.id !== id))] }))
  }

  /** A mark grows, or is done; one that is done without a point was cut off. */
  draw({ source, id, by, tool, from, points, text, done }: Drawn): void {
    if (done && from === 0 && points.length === 0) {
      this.drop(source, id)
      return
    }
    if (done) this.#growing.delete(id)
    else this.#growing.add(id)
    this.#change(source, (board) => {
      const before = board.marks.find((mark) => mark.id === id)
      const mark: MarkView = { id, by, tool, text, points: [...(before?.points ?? []).slice(0, from), ...points] }
      return { ...board, marks: before === undefined ? [...board.marks, mark] : board.marks.map((one) => (one.id === id ? mark : one)) }
    })
  }

  /** A hand that was lifted or refused leaves nothing. */
  drop(source: SourceRef, id: string): void {
    this.#growing.delete(id)
    this.#change(source, (board) => ({ ...board, marks: board.marks.filter((mark) => mark.id !== id) }))
  }

  point(source: SourceRef, by: SeatId, at: PicturePoint | null): void {
    this.#change(source, (board) => {
      const others = board.pointers.filter((pointer) => pointer.by !== by)
      return { ...board, pointers: at === null ? others : [...others, { by, at, movedAt: performance.now() }] }
    })
  }

  #change(source: SourceRef, to: (board: LiveBoard) => LiveBoard): void {
    const boards = new Map(this.store.getSnapshot())
    boards.set(boardKey(source), to(boards.get(boardKey(source)) ?? emptyBoard))
    this.store.set(boards)
  }
}

import { describe, expect, it } from 'vitest'
import { seatId, type SourceRef } from '#contract/room.ts'
import { telestrationEvents } from '#contract/telestration.ts'
import { boardKey, Boards } from './boards.ts'

const seat = seatId.parse('00000000-0000-4000-8000-000000000001')
const source: SourceRef = { seat, label: 'endoscope' }
const drawn = (from: number, xs: readonly number[], more: object = {}) =>
  telestrationEvents['mark-drawn'].parse({ source, id: 'mark-0001', by: seat, tool: 'pen', from, points: xs.map((x) => ({ x, y: 0 })), text: '', done: false, ...more })
const board = (marks: readonly object[] = []) => telestrationEvents['board-changed'].parse({ source, frozen: null, marks })
const xsIn = (boards: Boards) => boards.store.getSnapshot().get(boardKey(source))?.marks.map(({ points }) => points.map(({ x }) => x))

describe('a board', () => {
  it('grows a mark by what is added, and moves the end of an arrow', () => {
    const boards = new Boards()
    boards.draw(drawn(0, [0.1, 0.2]))
    boards.draw(drawn(2, [0.3]))
    expect(xsIn(boards)).toEqual([[0.1, 0.2, 0.3]])
    boards.draw(drawn(1, [0.9]))
    expect(xsIn(boards)).toEqual([[0.1, 0.9]])
  })

  it('keeps what is still being drawn when others wipe theirs off', () => {
    const boards = new Boards()
    boards.draw(drawn(0, [0.1]))
    boards.replace(board())
    expect(xsIn(boards)).toEqual([[0.1]])
  })

  it('loses a mark that was cut off under its hand', () => {
    const boards = new Boards()
    boards.draw(drawn(0, [0.1]))
    boards.draw(drawn(0, [], { done: true }))
    expect(xsIn(boards)).toEqual([])
  })

  it("takes the server's word once a mark is done", () => {
    const boards = new Boards()
    boards.draw(drawn(0, [0.1], { done: true }))
    boards.replace(board())
    expect(xsIn(boards)).toEqual([])
  })

  it('begins anew with everything that is there, for those who come late', () => {
    const boards = new Boards()
    boards.draw(drawn(0, [0.1]))
    boards.load([board([{ id: 'mark-0002', by: seat, tool: 'pen', points: [{ x: 0.5, y: 0 }], text: '' }])])
    expect(xsIn(boards)).toEqual([[0.5]])
  })
})

import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { leave } from './admission.ts'
import type { Room, StreamId } from './room.ts'
import { putSource } from './stage.ts'
import { mostMarks, type Mark, type MarkId } from './board.ts'
import { boardOf, clearAllMarks, clearOwnMarks, freeze, grantDrawing, mayDraw, putMark, undoMark } from './telestration.ts'
import { chairAndMember, later, seat } from './test-room.ts'

const chair = seat('chair')
const member = seat('member')
const scope = { seat: member, label: 'endoscope' } as const
const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const mark = (id: string, by = chair): Mark => ({ id: brandId<MarkId>(id), by, tool: 'pen', points: [{ x: 0.1, y: 0.2 }], text: '' })
const withScope = (): Room => putSource(chairAndMember(), member, { label: 'endoscope', stream: brandId<StreamId>('s'), muted: 'no' })
const marksOf = (room: Room): string[] => boardOf(room, scope).marks.map(({ id }) => id)
const drawn = (): Room => {
  const granted = must(grantDrawing(withScope(), chair, { seat: member, granted: true }))
  return [mark('a'), mark('b', member), mark('c')].reduce((room, one) => must(putMark(room, scope, one)), granted)
}

describe('drawing', () => {
  it("is the chair's, and another's by the chair's leave", () => {
    const room = withScope()
    expect([mayDraw(room, chair), mayDraw(room, member)]).toEqual([true, false])
    expect(putMark(room, scope, mark('a', member))).toEqual({ ok: false, error: 'room.may-not-draw' })
    expect(grantDrawing(room, member, { seat: member, granted: true })).toEqual({ ok: false, error: 'room.not-host' })
    const granted = must(grantDrawing(room, chair, { seat: member, granted: true }))
    expect(mayDraw(granted, member)).toBe(true)
    expect(mayDraw(must(grantDrawing(granted, chair, { seat: member, granted: false })), member)).toBe(false)
  })

  it('is on a source that is there', () => {
    expect(putMark(withScope(), { seat: member, label: 'field' }, mark('a'))).toEqual({ ok: false, error: 'room.no-such-source' })
  })

  it('is taken back by its drawer, one by one or all, and by the chair for everyone', () => {
    const room = drawn()
    expect(marksOf(room)).toEqual(['a', 'b', 'c'])
    expect(marksOf(undoMark(room, chair, scope))).toEqual(['a', 'b'])
    expect(marksOf(clearOwnMarks(room, chair, scope))).toEqual(['b'])
    expect(marksOf(must(clearAllMarks(room, chair, scope)))).toEqual([])
  })

  it('may be wiped off by whose picture it is, and by nobody else', () => {
    const other = { seat: chair, label: 'camera' } as const
    expect(clearAllMarks(drawn(), member, scope).ok).toBe(true)
    expect(clearAllMarks(drawn(), member, other)).toEqual({ ok: false, error: 'room.not-host' })
  })

  it('keeps the latest marks when there are too many', () => {
    const full = Array.from({ length: mostMarks + 5 }, (_, index) => mark(String(index))).reduce((room, one) => must(putMark(room, scope, one)), withScope())
    expect(marksOf(full)).toHaveLength(mostMarks)
    expect(marksOf(full)[0]).toBe('5')
  })

  it('goes with the person whose picture it lies on', () => {
    const gone = leave(drawn(), member, later(1))
    expect(gone.boards).toEqual([])
    expect(gone.drawers).toEqual([])
  })
})

describe('a frozen frame', () => {
  const frame = { sha256: brandId<Sha256>('f'), at: later(5) }

  it('takes the place of the moving picture with an empty board, and gives it back', () => {
    const frozen = must(freeze(drawn(), chair, { source: scope, frame }))
    expect(boardOf(frozen, scope)).toMatchObject({ frozen: { sha256: 'f', by: chair }, marks: [] })
    const marked = must(putMark(frozen, scope, mark('d')))
    expect(marksOf(marked)).toEqual(['d'])
    expect(boardOf(must(freeze(marked, chair, { source: scope, frame: null })), scope)).toMatchObject({ frozen: null, marks: [] })
  })

  it('is for those who may draw', () => {
    expect(freeze(withScope(), member, { source: scope, frame })).toEqual({ ok: false, error: 'room.may-not-draw' })
  })
})

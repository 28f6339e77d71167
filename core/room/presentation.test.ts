import { describe, expect, it } from 'vitest'
import type { View } from '#core/viewing/view.ts'
import { mayPresent } from './policy.ts'
import { isNews, nothingShown, show } from './presentation.ts'
import { setPresenter } from './stage.ts'
import { chairAndMember, seat } from './test-room.ts'

const view: View = {
  at: { study: '1.2', series: '1.2.3', instance: '1.2.3.4', frame: 1 }, window: { centre: 40, width: 400 }, inverted: false,
  zoom: 1, centre: [0.5, 0.5], rotation: 0, flippedHorizontally: false, flippedVertically: false,
}
const chair = seat('chair')
const member = seat('member')
const presentedBy = (name: typeof chair) => ({ ...chairAndMember(), presenter: name })

describe('what is shown together', () => {
  it('comes from the presenter and from nobody else', () => {
    const room = presentedBy(member)
    expect(show(nothingShown, { view }, { seat: chair, room })).toEqual({ ok: false, error: 'viewer.not-presenter' })
    expect(show(nothingShown, { view }, { seat: member, room })).toEqual({ ok: true, value: { sequence: 1, view, marks: [] } })
  })

  it('keeps the view when only marks change, and the marks when only the view does', () => {
    const by = { seat: member, room: presentedBy(member) }
    const mark = { id: 'm', kind: 'length', at: view.at, points: [[0, 0], [1, 1]], text: '' } as const
    const first = show(nothingShown, { view }, by)
    const second = first.ok ? show(first.value, { marks: [mark] }, by) : first
    const third = second.ok ? show(second.value, { view: { ...view, zoom: 2 } }, by) : second
    expect(third).toEqual({ ok: true, value: { sequence: 3, view: { ...view, zoom: 2 }, marks: [mark] } })
  })

  it('takes no number for what changes nothing, so that an echo never runs in circles', () => {
    const by = { seat: member, room: presentedBy(member) }
    const shown = { sequence: 7, view, marks: [] }
    expect(show(shown, { view: { ...view, zoom: 1.00001 } }, by)).toEqual({ ok: true, value: shown })
    expect(isNews(shown, { sequence: 7 })).toBe(false)
    expect(isNews(shown, { sequence: 8 })).toBe(true)
  })
})

describe('the presenter', () => {
  it('hands the part on to anyone inside, and nobody takes it away but the host', () => {
    const room = presentedBy(member)
    expect(mayPresent(member, chair, room)).toBe(true)
    expect(setPresenter(room, member, seat('stranger'))).toEqual({ ok: false, error: 'room.no-such-seat' })
    const third = seat('third')
    expect(mayPresent(third, third, room)).toBe(false)
    expect(mayPresent(chair, chair, room)).toBe(true)
  })
})

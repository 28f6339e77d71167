import { brandId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { admittedSeat, sourceOf, type Room, type SourceLabel, type StreamId } from './room.ts'
import { dropSource, lowerHand, putSource, raiseHand, setLock, setMain, setMuted, setPresenter } from './stage.ts'
import { chairAndMember, later, seat, start } from './test-room.ts'

const chair = seat('chair')
const member = seat('member')
const microphone = { seat: member, label: 'microphone' } as const
const shows = (room: Room, label: SourceLabel, stream = 's1'): Room =>
  putSource(room, member, { label, stream: brandId<StreamId>(stream), muted: 'no' })

describe('sources', () => {
  it('are one of a label: a second takes the place of the first', () => {
    const room = shows(shows(chairAndMember(), 'camera', 's1'), 'camera', 's2')
    expect(admittedSeat(room, member)?.sources).toEqual([{ label: 'camera', stream: 's2', muted: 'no' }])
    expect(admittedSeat(dropSource(room, member, 'camera'), member)?.sources).toEqual([])
  })

  it('are silenced by their owner or the host, and opened by their owner alone', () => {
    const room = shows(chairAndMember(), 'microphone')
    const byHost = setMuted(room, chair, { ref: microphone, muted: true })
    if (!byHost.ok) throw new Error(byHost.error)
    expect(sourceOf(byHost.value, microphone)?.muted).toBe('by-host')
    expect(setMuted(byHost.value, chair, { ref: microphone, muted: false })).toEqual({ ok: false, error: 'room.not-yours' })
    const opened = setMuted(byHost.value, member, { ref: microphone, muted: false })
    expect(opened.ok && sourceOf(opened.value, microphone)?.muted).toBe('no')
    expect(setMuted(room, member, { ref: { seat: chair, label: 'microphone' }, muted: true })).toEqual({ ok: false, error: 'room.not-host' })
  })

  it('must be there to be silenced or shown large', () => {
    const room = chairAndMember()
    expect(setMuted(room, member, { ref: microphone, muted: true })).toEqual({ ok: false, error: 'room.no-such-source' })
    expect(setMain(room, chair, microphone)).toEqual({ ok: false, error: 'room.no-such-source' })
  })
})

describe('the stage', () => {
  it('is set by the host', () => {
    const room = shows(chairAndMember(), 'screen')
    const screen = { seat: member, label: 'screen' } as const
    expect(setMain(room, chair, screen)).toMatchObject({ ok: true, value: { main: screen } })
    expect(setMain(room, member, screen)).toEqual({ ok: false, error: 'room.not-host' })
    expect(setLock(room, member, true)).toEqual({ ok: false, error: 'room.not-host' })
  })

  it('has a presenter whom the host names, or who takes a free place', () => {
    const room = chairAndMember()
    const taken = setPresenter(room, member, member)
    if (!taken.ok) throw new Error(taken.error)
    expect(setPresenter(room, member, chair)).toEqual({ ok: false, error: 'room.not-host' })
    expect(setPresenter(taken.value, member, null)).toMatchObject({ ok: true, value: { presenter: null } })
    expect(setPresenter(taken.value, chair, chair)).toMatchObject({ ok: true, value: { presenter: chair } })
  })
})

describe('a hand', () => {
  it('keeps the time at which it first went up, so that the order of speakers is fair', () => {
    const room = raiseHand(raiseHand(chairAndMember(), member, start), member, later(30))
    expect(admittedSeat(room, member)?.handRaisedAt).toEqual(start)
  })

  it('is lowered by the host', () => {
    const room = raiseHand(chairAndMember(), member, start)
    expect(lowerHand(room, member, member)).toEqual({ ok: false, error: 'room.not-host' })
    const lowered = lowerHand(room, chair, member)
    expect(lowered.ok && admittedSeat(lowered.value, member)?.handRaisedAt).toBeNull()
  })
})

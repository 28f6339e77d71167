import type { Participant, RoomSettings, RoomView, SeatId } from '#contract/room.ts'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { applyChange } from './room-changes.ts'

const someone = (seat: string, name = seat): Participant => ({
  seat: brandId<SeatId>(seat), practitioner: brandId<PractitionerId>(seat), name, title: '', organizationName: '', part: 'member',
  isHost: false, colour: 0, presence: 'here', handRaisedAt: null, sources: [],
})
const settings: RoomSettings = { session: 'lobby', startedAt: null, locked: false, main: null, presenter: null, videoBlocked: null, drawers: [], recording: null }
const room: RoomView = { version: 4, settings, participants: [someone('a'), someone('b')] }

describe('a change of the room', () => {
  it('replaces, adds and takes away people and keeps the order of admission', () => {
    const next = applyChange(room, { version: 5, participants: [someone('c'), someone('b', 'B')], gone: [brandId<SeatId>('a')] })
    expect(next?.participants.map(({ name }) => name)).toEqual(['B', 'c'])
    expect(next).toMatchObject({ version: 5, settings })
  })

  it('that is old changes nothing', () => {
    expect(applyChange(room, { version: 4, participants: [someone('x')], gone: [] })).toBe(room)
  })

  it('after a gap cannot be applied', () => {
    expect(applyChange(room, { version: 6, participants: [], gone: [] })).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import type { Participant, RoomSettings, SeatId } from '#contract/room.ts'
import { participant, seatId } from '#contract/room.ts'
import { layOut } from './stage-layout.ts'

const seat = (digit: number): SeatId => seatId.parse(`00000000-0000-4000-8000-00000000000${digit}`)

const person = (digit: number, labels: readonly ('camera' | 'screen')[]): Participant =>
  participant.parse({
    seat: seat(digit), practitioner: seat(digit), name: `Người ${digit}`, title: 'BS.', organizationName: 'BV', part: 'member', isHost: false,
    presence: 'here', handRaisedAt: null, sources: labels.map((label) => ({ label, stream: `${label}${digit}`, muted: 'no' })),
  })

const settings: RoomSettings = { session: 'live', startedAt: null, locked: false, main: null, presenter: null }
const nobody = { you: seat(1), pinned: null, speaker: null }

describe('the stage', () => {
  const people = [person(1, ['camera']), person(2, ['camera']), person(3, ['camera', 'screen'])]

  it('shows a shared screen before faces, and every other picture in the strip', () => {
    const layout = layOut(people, settings, nobody)
    expect(layout.main?.source).toEqual({ seat: seat(3), label: 'screen' })
    expect(layout.strip.map(({ source }) => source.label)).toEqual(['camera', 'camera', 'camera'])
  })

  it("follows the chair's choice before a screen, and one's own pin before the chair", () => {
    const chosen = { ...settings, main: { seat: seat(2), label: 'camera' as const } }
    expect(layOut(people, chosen, nobody).main?.source.seat).toBe(seat(2))
    expect(layOut(people, chosen, { ...nobody, pinned: { seat: seat(1), label: 'camera' } }).main?.source.seat).toBe(seat(1))
  })

  it('follows the speaker among faces, and never oneself while another is there', () => {
    const faces = people.slice(0, 2)
    expect(layOut(faces, settings, { ...nobody, speaker: seat(1) }).main?.source.seat).toBe(seat(2))
    expect(layOut(faces.slice(0, 1), settings, nobody).main?.source.seat).toBe(seat(1))
  })

  it('forgets a pin whose source has gone', () => {
    const layout = layOut(people.slice(0, 2), settings, { ...nobody, pinned: { seat: seat(3), label: 'screen' } })
    expect(layout.main?.source.seat).toBe(seat(2))
  })
})

import { describe, expect, it } from 'vitest'
import type { Participant, RoomSettings, SeatId, SourceLabel } from '#contract/room.ts'
import { participant, roomSettings, seatId } from '#contract/room.ts'
import { layOut } from './stage-layout.ts'

const seat = (digit: number): SeatId => seatId.parse(`00000000-0000-4000-8000-0000000000${String(digit).padStart(2, '0')}`)

const person = (digit: number, labels: readonly SourceLabel[], more: object = {}): Participant =>
  participant.parse({
    seat: seat(digit), practitioner: seat(digit), name: `Người ${digit}`, title: 'BS.', organizationName: 'BV', part: 'member', isHost: false, colour: 0,
    presence: 'here', handRaisedAt: null, sources: labels.map((label) => ({ label, stream: `${label}${digit}`, muted: 'no' })), ...more,
  })

const settings: RoomSettings = roomSettings.parse({ session: 'live', startedAt: null, locked: false, main: null, presenter: null, videoBlocked: null, drawers: [], recording: null })
const nobody = { you: seat(1), mode: 'focus', pins: [], speaker: null, front: [] } as const
const labelsOf = (pictures: readonly { readonly source: { readonly label: string } }[]) => pictures.map(({ source }) => source.label)

describe('the stage', () => {
  const people = [person(1, ['camera']), person(2, ['camera']), person(3, ['camera', 'screen'])]

  it('shows a shared screen before faces, and every other picture in the strip', () => {
    const layout = layOut(people, settings, nobody)
    expect(layout.mains.map(({ source }) => source)).toEqual([{ seat: seat(3), label: 'screen' }])
    expect(labelsOf(layout.strip)).toEqual(['camera', 'camera', 'camera'])
  })

  it("follows the chair's choice before a screen, and one's own pin before the chair", () => {
    const chosen = { ...settings, main: { seat: seat(2), label: 'camera' as const } }
    expect(layOut(people, chosen, nobody).mains[0]?.source.seat).toBe(seat(2))
    expect(layOut(people, chosen, { ...nobody, pins: [{ seat: seat(1), label: 'camera' }] }).mains[0]?.source.seat).toBe(seat(1))
  })

  it('follows the speaker among faces, and never oneself while another is there', () => {
    const faces = people.slice(0, 2)
    expect(layOut(faces, settings, { ...nobody, speaker: seat(1) }).mains[0]?.source.seat).toBe(seat(2))
    expect(layOut(faces.slice(0, 1), settings, nobody).mains[0]?.source.seat).toBe(seat(1))
  })

  it('forgets a pin whose source has gone', () => {
    const layout = layOut(people.slice(0, 2), settings, { ...nobody, pins: [{ seat: seat(3), label: 'screen' }] })
    expect(layout.mains[0]?.source.seat).toBe(seat(2))
  })

  it('shows every picture of an operating room, the endoscope large', () => {
    const layout = layOut([person(1, ['camera']), person(2, ['overview', 'endoscope', 'anaesthesia'])], settings, nobody)
    expect(labelsOf(layout.mains)).toEqual(['endoscope'])
    expect(labelsOf(layout.strip)).toEqual(['anaesthesia', 'overview', 'camera'])
  })

  it('shows two beside each other: the latest pins, else what tells most', () => {
    const room = [person(1, ['camera']), person(2, ['field', 'endoscope', 'anaesthesia'])]
    expect(labelsOf(layOut(room, settings, { ...nobody, mode: 'pair' }).mains)).toEqual(['endoscope', 'field'])
    const pins = (['field', 'anaesthesia'] as const).map((label) => ({ seat: seat(2), label }))
    expect(labelsOf(layOut(room, settings, { ...nobody, mode: 'pair', pins }).mains)).toEqual(['anaesthesia', 'field'])
  })

  it('puts who spoke of late in front among twenty-three faces, oneself last', () => {
    const sites = Array.from({ length: 23 }, (_, index) => person(index + 1, ['camera']))
    const { mains, strip } = layOut(sites, settings, { ...nobody, mode: 'grid', front: [seat(20), seat(15)] })
    expect(mains).toEqual([])
    expect(strip.slice(0, 3).map(({ source }) => source.seat)).toEqual([seat(20), seat(15), seat(2)])
    expect(strip.at(-1)?.source.seat).toBe(seat(1))
  })

  it('does not choose a picture that its owner has shut', () => {
    const shut = person(2, ['camera'], { sources: [{ label: 'endoscope', stream: 'e', muted: 'by-self' }, { label: 'camera', stream: 'c', muted: 'no' }] })
    expect(labelsOf(layOut([person(1, []), shut], settings, nobody).mains)).toEqual(['camera'])
  })
})

import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId } from '#core/shared/ids.ts'
import { admit, arrive, leave } from '#core/room/admission.ts'
import { emptyRoom, type Occupant, type Room, type SeatId, type StreamId } from '#core/room/room.ts'
import { putSource, setMain, setMuted } from '#core/room/stage.ts'
import { expect, it } from 'vitest'
import { happeningsBetween, sceneOf, SpeakerWatch } from './session-timeline.ts'

const seat = (name: string): SeatId => brandId<SeatId>(name)
const start = new Date('2026-11-22T02:00:00Z')
const person = (name: string, part: Occupant['part']): Occupant => ({
  actor: { practitioner: brandId<PractitionerId>(name), organization: brandId<OrganizationId>('hub'), roles: ['doctor'] }, name, title: 'BS.', organizationName: 'BV', part,
})
const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const chairAlone = (): Room => arrive(emptyRoom(brandId<SessionId>('s'), brandId<CaseId>('c')), person('chair', 'chair'), { seat: seat('chair'), now: start }).room
const withMember = (room: Room): Room =>
  must(admit(arrive(room, person('member', 'member'), { seat: seat('member'), now: start }).room, seat('chair'), { seat: seat('member'), now: start }))

it('the timeline begins with who is there, and tells who comes, goes and is shown large', () => {
  const alone = chairAlone()
  expect(sceneOf(alone)).toEqual([{ kind: 'joined', practitioner: 'chair', label: null }])
  const both = withMember(alone)
  expect(happeningsBetween(alone, both)).toEqual([{ kind: 'joined', practitioner: 'member', label: null }])
  const sending = putSource(both, seat('member'), { label: 'endoscope', stream: brandId<StreamId>('x'), muted: 'no' })
  expect(happeningsBetween(both, sending)).toEqual([])
  const large = must(setMain(sending, seat('chair'), { seat: seat('member'), label: 'endoscope' }))
  expect(happeningsBetween(sending, large)).toEqual([{ kind: 'main', practitioner: 'member', label: 'endoscope' }])
  expect(happeningsBetween(large, leave(large, seat('member'), start)).map(({ kind }) => kind)).toEqual(['left', 'main'])
})

it('a source is told of when it is turned off and on, and when it comes turned off', () => {
  const both = withMember(chairAlone())
  const off = putSource(both, seat('member'), { label: 'microphone', stream: brandId<StreamId>('m'), muted: 'by-self' })
  const muted = { kind: 'muted', practitioner: 'member', label: 'microphone' }
  expect(happeningsBetween(both, off)).toEqual([muted])
  expect(sceneOf(off)).toContainEqual(muted)
  const on = must(setMuted(off, seat('member'), { ref: { seat: seat('member'), label: 'microphone' }, muted: false }))
  expect(happeningsBetween(off, on)).toEqual([{ ...muted, kind: 'unmuted' }])
  expect(happeningsBetween(on, must(setMuted(on, seat('chair'), { ref: { seat: seat('member'), label: 'microphone' }, muted: true })))).toEqual([muted])
  expect(sceneOf(on)).not.toContainEqual(muted)
})

it('a speaker is told after two looks, silence at once, and nothing twice', () => {
  const watch = new SpeakerWatch()
  expect([seat('a'), seat('a'), seat('a'), seat('b'), seat('a'), null, null, seat('b'), seat('b')].map((one) => watch.hear(one))).toEqual([
    undefined, 'a', undefined, undefined, undefined, null, undefined, undefined, 'b',
  ])
})

import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId } from '#core/shared/ids.ts'
import { admit, arrive } from './admission.ts'
import { emptyRoom, type Occupant, type Room, type RoomPart, type SeatId } from './room.ts'

export const start = new Date('2026-11-21T02:00:00Z')
export const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
export const seat = (name: string): SeatId => brandId<SeatId>(name)

/** A person whose seat, practitioner and name are the part's. */
export const person = (name: string, part: RoomPart = 'member'): Occupant => ({
  actor: { practitioner: brandId<PractitionerId>(name), organization: brandId<OrganizationId>('hub'), roles: ['doctor'] },
  name, title: 'BS.', organizationName: 'BV', part,
})

export const empty: Room = emptyRoom(brandId<SessionId>('session'), brandId<CaseId>('case'))

export const comes = (room: Room, occupant: Occupant, now = start): Room => arrive(room, occupant, { seat: seat(occupant.name), now }).room

/** Chair and one member inside. */
export function chairAndMember(): Room {
  const room = comes(comes(empty, person('chair', 'chair')), person('member'))
  const admitted = admit(room, seat('chair'), { seat: seat('member'), now: start })
  if (!admitted.ok) throw new Error(admitted.error)
  return admitted.value
}

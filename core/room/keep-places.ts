import type { Room, Seat } from './room.ts'

const isGone = ({ phase }: Seat): boolean => phase === 'left' || phase === 'removed'
const isSamePerson = ({ occupant: { actor: a } }: Seat, { occupant: { actor: b } }: Seat): boolean => a.practitioner === b.practitioner && a.organization === b.organization

/**
 * The room of a round's next patient with the places of those who were in the one before: who was inside comes straight in, who was
 * sent out asks again. Who has a place here already keeps it.
 */
export function withPlacesOf(room: Room, before: Room): Room {
  const kept = before.seats.filter((seat) => isGone(seat) && !room.seats.some((here) => !isGone(here) && isSamePerson(here, seat)))
  const others = room.seats.filter((here) => !kept.some((seat) => isSamePerson(here, seat)))
  return { ...room, seats: [...others, ...kept], everAdmitted: [...new Set([...room.everAdmitted, ...before.everAdmitted])] }
}

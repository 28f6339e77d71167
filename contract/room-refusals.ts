import { wireRefusals, type RefusalsOf, type WireRefusal } from './define.ts'
import { handshakeRefusals, type HandshakeRefusal } from './handshake.ts'
import { allRoomRequests } from './room-wire.ts'

/** Every code that the room can answer: a table of sentences `satisfies Record<RoomRefusal, …>`. */
export type RoomRefusal = RefusalsOf<(typeof allRoomRequests)[keyof typeof allRoomRequests]> | HandshakeRefusal | WireRefusal

/** The same codes as values, for tests and for checking what came over the wire. */
export const roomRefusals: readonly RoomRefusal[] = [
  ...new Set<RoomRefusal>([
    ...Object.values(allRoomRequests).flatMap((row): readonly RoomRefusal[] => row.refusals),
    ...handshakeRefusals,
    ...wireRefusals,
  ]),
]

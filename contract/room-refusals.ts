import { chatRequests } from './chat.ts'
import { wireRefusals, type RefusalsOf, type RequestTable, type WireRefusal } from './define.ts'
import { handshakeRefusals, type HandshakeRefusal } from './handshake.ts'
import { doorRequests, lobbyRequests } from './lobby.ts'
import { mediaRequests } from './media.ts'
import { roomRequests } from './room.ts'

const tables = { ...lobbyRequests, ...doorRequests, ...roomRequests, ...mediaRequests, ...chatRequests }

type RefusalsIn<T extends RequestTable> = RefusalsOf<T[keyof T]>

/** Every code that the room can answer: a table of sentences `satisfies Record<RoomRefusal, …>`. */
export type RoomRefusal = RefusalsIn<typeof tables> | HandshakeRefusal | WireRefusal

/** The same codes as values, for tests and for checking what came over the wire. */
export const roomRefusals: readonly RoomRefusal[] = [
  ...new Set<RoomRefusal>([...Object.values(tables).flatMap((row) => [...row.refusals]), ...handshakeRefusals, ...wireRefusals]),
]

import type { Actor } from '#core/directory/actor.ts'
import type { SessionId } from '#core/shared/ids.ts'
import type { MessagePorts } from './chat.ts'
import type { Room } from './room.ts'

/** Remembers the rooms, so that a restart of the room server keeps everybody's place. */
export interface RoomRepository {
  find(session: SessionId): Promise<Room | null>
  /** Replaces what was remembered; streams are not worth remembering. */
  save(room: Room): Promise<void>
}

export interface RoomPorts extends MessagePorts {
  readonly withRooms: <T>(actor: Actor, work: (rooms: RoomRepository) => Promise<T>) => Promise<T>
}

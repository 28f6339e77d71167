import type { RoomRepository } from '#core/room/ports.ts'
import { roomOf, stateOf } from './room-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Everybody's place in a running session, for the next process. */
export function makeRoomRepository(ask: ScopedDb): RoomRepository {
  return {
    find: async (session) => {
      const row = await ask((db) => db.roomState.findFirst({ where: { sessionId: session } }))
      return row === null ? null : roomOf(row)
    },
    save: async (room) => {
      const state = stateOf(room)
      await ask((db) =>
        db.roomState.upsert({
          where: { sessionId: room.session },
          create: { sessionId: room.session, caseId: room.case, state },
          update: { state },
        }),
      )
    },
  }
}

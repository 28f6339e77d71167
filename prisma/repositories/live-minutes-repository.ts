import type { LiveMinutesRepository } from '#core/minutes/live-minutes.ts'
import type { MinutesId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The shared document of a draft; a frozen one takes no more. */
export function makeLiveMinutesRepository(ask: ScopedDb): LiveMinutesRepository {
  const find = async (id: MinutesId): Promise<Uint8Array | null> => {
    const row = await ask((db) => db.minutes.findFirst({ where: { id }, select: { liveUpdate: true } }))
    return row?.liveUpdate ?? null
  }
  return {
    find,
    begin: async (id, first) => {
      const empty = { id, status: 'draft', liveUpdate: null }
      await ask((db) => db.minutes.updateMany({ where: empty, data: { liveUpdate: new Uint8Array(first) } }))
      return (await find(id)) ?? first
    },
    save: async (id, state) => {
      const draft = { id, status: 'draft' }
      const { count } = await ask((db) => db.minutes.updateMany({ where: draft, data: { liveUpdate: new Uint8Array(state) } }))
      return count === 1
    },
  }
}

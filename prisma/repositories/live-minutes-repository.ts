import type { LiveMinutesRepository } from '#core/minutes/live-minutes.ts'
import { brandId, type MinutesId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The shared document of a draft and everything typed into it; a frozen one takes no more. */
export function makeLiveMinutesRepository(ask: ScopedDb): LiveMinutesRepository {
  const find = async (id: MinutesId): Promise<Uint8Array | null> => {
    const row = await ask((db) => db.minutes.findFirst({ where: { id }, select: { liveUpdate: true } }))
    return row?.liveUpdate ?? null
  }
  return {
    find,
    begin: async (id, first) => {
      const empty = { id, status: 'draft', liveUpdate: null }
      const { count } = await ask((db) => db.minutes.updateMany({ where: empty, data: { liveUpdate: new Uint8Array(first) } }))
      // The prefilled text is the first change, from which the history of writing is told.
      if (count === 1) {
        await ask((db) => db.$executeRaw`
          INSERT INTO minutes_change (minutes_id, author_id, at, update) SELECT ${id}::uuid, app_practitioner(), now(), ${Buffer.from(first)}`)
      }
      return (await find(id)) ?? first
    },
    save: async (id, state) => {
      const draft = { id, status: 'draft' }
      const { count } = await ask((db) => db.minutes.updateMany({ where: draft, data: { liveUpdate: new Uint8Array(state) } }))
      return count === 1
    },
    record: async (id, { author, at, update }) => {
      // The lock on the row lets changes through side by side, and makes them wait for a freeze, after which there is no draft.
      const count = await ask((db) => db.$executeRaw`
        INSERT INTO minutes_change (minutes_id, author_id, at, update)
        SELECT id, ${author}::uuid, ${at}, ${Buffer.from(update)} FROM minutes WHERE id = ${id}::uuid AND status = 'draft' FOR KEY SHARE`)
      return count === 1
    },
    changes: async (id) => {
      const rows = await ask((db) => db.minutesChange.findMany({ where: { minutesId: id }, orderBy: { id: 'asc' } }))
      return rows.map(({ authorId, at, update }) => ({ author: brandId(authorId), at, update }))
    },
    hold: async (id) => {
      await ask((db) => db.$queryRaw`SELECT 1 FROM minutes WHERE id = ${id}::uuid FOR UPDATE`)
    },
  }
}

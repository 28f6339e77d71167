import type { FileStore } from '#core/record/ports.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Write-once bytes; the database computes the hash, so a row can never lie about what it holds. */
export function makeFileStore(ask: ScopedDb): FileStore {
  return {
    put: async ({ bytes, mediaType }) => {
      const content = Buffer.from(bytes)
      const [row] = await ask((db) => db.$queryRaw<{ sha256: string }[]>`SELECT store_file(${content}::bytea, ${mediaType}) AS sha256`)
      if (row === undefined) throw new Error('a file was not stored')
      return brandId<Sha256>(row.sha256)
    },
    piece: async (hash, from, length) => {
      const [row] = await ask(
        (db) => db.$queryRaw<{ bytes: Uint8Array; size: number }[]>`SELECT substring(bytes from ${from + 1}::int for ${length}::int) AS bytes, size FROM stored_file WHERE sha256 = ${hash}`,
      )
      return row === undefined ? null : { bytes: row.bytes, size: row.size }
    },
    get: async (hash) => ask((db) => db.storedFile.findFirst({ where: { sha256: hash }, select: { bytes: true, mediaType: true } })),
  }
}

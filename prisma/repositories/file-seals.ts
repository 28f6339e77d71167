import type { FileSeal } from '#core/record/sealed-file.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** A file that does not lie under the key that is wanted; without a seal it is not sealed at all. */
export interface FileToSeal {
  readonly file: Sha256
  readonly size: number
  readonly seal: FileSeal | null
}

export interface NewSeal {
  readonly seal: FileSeal
  /** The sealed body of a file that was not sealed; null where only its key is wrapped anew. */
  readonly body: Uint8Array | null
}

export type FileSeals = ReturnType<typeof makeFileSeals>

/** The files of every hospital as whoever turns the keys sees them: hashes, sizes and seals. */
export const makeFileSeals = (ask: ScopedDb) => ({
  /** How many files lie under each key; null is no key. */
  byKey: async (): Promise<ReadonlyMap<string | null, number>> => {
    const rows = await ask((db) => db.$queryRaw<{ key_id: string | null; files: bigint }[]>`SELECT key_id, files FROM files_by_key()`)
    return new Map(rows.map(({ key_id: key, files }) => [key, Number(files)]))
  },
  /** The next files that do not lie under a key, in the order of their hashes. */
  notUnder: async (key: string, after: Sha256 | null, limit: number): Promise<readonly FileToSeal[]> => {
    const rows = await ask((db) => db.$queryRaw<{ sha256: string; size: number; key_id: string | null; wrapped_key: Uint8Array | null }[]>`
      SELECT sha256, size, key_id, wrapped_key FROM files_to_seal(${key}, ${after}::char(64), ${limit}::integer)`)
    return rows.map(({ sha256, size, key_id: under, wrapped_key: wrapped }) =>
      ({ file: brandId<Sha256>(sha256), size, seal: under === null || wrapped === null ? null : { key: under, wrapped } }))
  },
  /** The bytes of a file that is not sealed; null once it is. */
  unsealed: async (file: Sha256): Promise<Uint8Array | null> => {
    const [row] = await ask((db) => db.$queryRaw<{ content: Uint8Array | null }[]>`SELECT unsealed_file(${file}::char(64)) AS content`)
    return row?.content ?? null
  },
  /** Puts a file under another key; false where somebody was faster. */
  put: async ({ file, seal: former }: FileToSeal, { seal, body }: NewSeal): Promise<boolean> => {
    const wrapped = Buffer.from(seal.wrapped)
    const sealed = body === null ? null : Buffer.from(body)
    const [row] = await ask((db) => db.$queryRaw<{ done: boolean }[]>`
      SELECT seal_file(${file}::char(64), ${former?.key ?? null}::text, ${seal.key}, ${wrapped}::bytea, ${sealed}::bytea) AS done`)
    return row?.done === true
  },
})

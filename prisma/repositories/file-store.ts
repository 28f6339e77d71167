import type { FileStore } from '#core/record/ports.ts'
import { UnopenedFile, type FileSealer } from '#core/record/sealed-file.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

/** What the table holds of a file, or of a stretch of one. */
export interface KeptRow {
  readonly sha256: string
  readonly size: number
  readonly key_id: string | null
  readonly wrapped_key: Uint8Array | null
  readonly bytes: Uint8Array
}

/** How one kind of process keeps bytes: sealed, or, without a sealer, as they are. */
export type PutFile = (db: Db, file: { readonly bytes: Uint8Array; readonly mediaType: string }) => Promise<Sha256>

/** Keeps a file; the database computes the hash of what it is and keeps the sealed body alone. */
export const makePutFile =
  (sealer: FileSealer | undefined): PutFile =>
  async (db, { bytes, mediaType }) => {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const sealed = await sealer?.seal(sha256(content), content)
    const body = sealed === undefined ? null : Buffer.from(sealed.body)
    const wrapped = sealed === undefined ? null : Buffer.from(sealed.seal.wrapped)
    const [row] = await db.$queryRaw<{ sha256: string }[]>`
      SELECT store_file(${content}::bytea, ${mediaType}, ${body}::bytea, ${sealed?.seal.key ?? null}::text, ${wrapped}::bytea) AS sha256`
    if (row === undefined) throw new Error('a file was not stored')
    return brandId<Sha256>(row.sha256)
  }

/** Opens a stretch of a kept file; `bytes` is what the row holds of it, sealed or not. */
export async function openKept(sealer: FileSealer | undefined, { row, wanted }: { readonly row: KeptRow; readonly wanted: { readonly from: number; readonly length: number } }): Promise<Uint8Array> {
  const { key_id: key, wrapped_key: wrapped, size, bytes } = row
  if (key === null || wrapped === null) return bytes
  if (sealer === undefined) throw new UnopenedFile('file.key-missing')
  return sealer.open({ file: brandId(row.sha256), size, seal: { key, wrapped }, wanted, body: bytes })
}

/** Write-once bytes; the database computes the hash, so a row can never lie about what was put there. */
export function makeFileStore(ask: ScopedDb, sealer: FileSealer | undefined): FileStore {
  const put = makePutFile(sealer)
  return {
    put: (file) => ask((db) => put(db, file)),
    piece: async (hash, from, length) => {
      const found = await ask((db) => db.storedFile.findFirst({ where: { sha256: hash }, select: { size: true, keyId: true, wrappedKey: true } }))
      if (found === null) return null
      const wanted = { from, length: Math.max(0, Math.min(length, found.size - from)) }
      const place = found.keyId === null ? wanted : (sealer?.stretchOf(found.size, wanted) ?? wanted)
      const [row] = await ask((db) => db.$queryRaw<KeptRow[]>`
        SELECT sha256, size, key_id, wrapped_key, substring(bytes from ${place.from + 1}::int for ${place.length}::int) AS bytes FROM stored_file WHERE sha256 = ${hash}`)
      return row === undefined ? null : { bytes: await openKept(sealer, { row, wanted }), size: row.size }
    },
    get: async (hash) => {
      const row = await ask((db) => db.storedFile.findFirst({ where: { sha256: hash } }))
      if (row === null) return null
      const kept = { sha256: row.sha256, size: row.size, key_id: row.keyId, wrapped_key: row.wrappedKey, bytes: row.bytes }
      return { bytes: await openKept(sealer, { row: kept, wanted: { from: 0, length: row.size } }), mediaType: row.mediaType }
    },
  }
}

import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import type { Stretch } from '#core/record/sealed-file.ts'

/** A file is sealed in pieces of this size, so that its middle opens without its beginning (AES-256-GCM, STREAM). */
export const chunkBytes = 64 * 1024
const tagBytes = 16
const sealedChunkBytes = chunkBytes + tagBytes
const algorithm = 'aes-256-gcm'

/** An empty file is one empty piece: that it is empty is sealed too. */
const chunksOf = (size: number): number => Math.max(1, Math.ceil(size / chunkBytes))

/** How long the sealed body of a file of this size is. */
export const sealedSize = (size: number): number => size + chunksOf(size) * tagBytes

/** Each file has a key of its own, so a count is a nonce; the last piece says that it is the last. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 4)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Seals the pieces of a file one after the other; they come in order, each of `chunkBytes` but for the last. */
export function sealChunk(key: KeyObject, plain: Uint8Array, { index, isLast }: { readonly index: number; readonly isLast: boolean }): Buffer {
  const cipher = createCipheriv(algorithm, key, nonceOf(index, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Seals a whole file. */
export function sealBytes(key: KeyObject, plain: Uint8Array): Buffer {
  const count = chunksOf(plain.length)
  return Buffer.concat(Array.from({ length: count }, (_, index) =>
    sealChunk(key, plain.subarray(index * chunkBytes, (index + 1) * chunkBytes), { index, isLast: index === count - 1 })))
}

/** Where in the sealed body of a file of this size the pieces lie that hold a stretch of it. */
export function stretchOf(size: number, { from, length }: Stretch): Stretch {
  if (size === 0) return { from: 0, length: tagBytes }
  const until = Math.min(size, from + length)
  if (from >= until) return { from: 0, length: 0 }
  const begin = Math.floor(from / chunkBytes) * sealedChunkBytes
  return { from: begin, length: Math.min(sealedSize(size), Math.ceil(until / chunkBytes) * sealedChunkBytes) - begin }
}

/** Opens a stretch out of the sealed pieces that hold it; null where they are not what was sealed there. */
export function openStretch(key: KeyObject, { size, wanted, body }: { readonly size: number; readonly wanted: Stretch; readonly body: Uint8Array }): Uint8Array | null {
  const place = stretchOf(size, wanted)
  if (body.length !== place.length) return null
  const first = place.from / sealedChunkBytes
  const last = chunksOf(size) - 1
  const opened: Buffer[] = []
  for (let at = 0, index = first; at < body.length; at += sealedChunkBytes, index += 1) {
    const piece = openChunk(key, body.subarray(at, at + sealedChunkBytes), { index, isLast: index === last })
    if (piece === null) return null
    opened.push(piece)
  }
  const skip = wanted.from - first * chunkBytes
  return Buffer.concat(opened).subarray(skip, skip + wanted.length)
}

function openChunk(key: KeyObject, sealed: Uint8Array, { index, isLast }: { readonly index: number; readonly isLast: boolean }): Buffer | null {
  const decipher = createDecipheriv(algorithm, key, nonceOf(index, isLast), { authTagLength: tagBytes })
  const end = sealed.length - tagBytes
  if (end < 0) return null
  decipher.setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
  } catch {
    return null
  }
}

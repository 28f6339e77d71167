import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { MasterKey } from './key-ring.ts'

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16
export const wrappedBytes = ivBytes + keyBytes + tagBytes

/** A file's key opens only as the key of that file, of that length, under that master key. */
const boundTo = (identity: string, master: MasterKey): Buffer => Buffer.from(`lien-vien/1 ${identity} ${master.id}`)

/** A key for one file and nothing else. */
export const newFileKey = (): KeyObject => createSecretKey(randomBytes(keyBytes))

/** Wraps a file's key by a master key (AES-256-GCM), bound to what the file is. */
export function wrapKey(master: MasterKey, identity: string, fileKey: KeyObject): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', master.key, iv).setAAD(boundTo(identity, master))
  return Buffer.concat([iv, cipher.update(fileKey.export()), cipher.final(), cipher.getAuthTag()])
}

/** The file's key, or null where this is not that file's, or not under that master key. */
export function unwrapKey(master: MasterKey, identity: string, wrapped: Uint8Array): KeyObject | null {
  if (wrapped.length !== wrappedBytes) return null
  const end = wrapped.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', master.key, wrapped.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(boundTo(identity, master)).setAuthTag(wrapped.subarray(end))
  try {
    return createSecretKey(Buffer.concat([decipher.update(wrapped.subarray(ivBytes, end)), decipher.final()]))
  } catch {
    return null
  }
}

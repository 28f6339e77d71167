import type { KeyObject } from 'node:crypto'
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { UnopenedFile, type Stretch } from '#core/record/sealed-file.ts'
import { chunkBytes, openStretch, sealChunk, sealedSize, stretchOf } from '#adapters/sealing/chunks.ts'
import { newFileKey, unwrapKey, wrapKey, wrappedBytes } from '#adapters/sealing/envelope.ts'
import type { KeyRing, MasterKey } from '#adapters/sealing/key-ring.ts'
import { keepOwner } from '#adapters/sealing/keep-owner.ts'
import { videoFile } from './sidecar.ts'

/**
 * A sealed file begins with a head: what it is, how long it is unsealed, and its key twice. A key is wrapped anew by writing first
 * one of the two and then the other, so that a power cut in between leaves one that opens.
 */
const magic = Buffer.from('LVSEAL01', 'latin1')
const webmMagic = Buffer.from('1a45dfa3', 'hex')
const sizeAt = magic.length
const places = [64, 192] as const
const placeBytes = 128
const headBytes = 320

interface WrappedKey {
  readonly key: string
  readonly wrapped: Buffer
}

interface Head {
  readonly size: number
  readonly keys: readonly WrappedKey[]
}

const identityOf = (segment: string, size: number): string => `recording ${segment} ${size}`

/** Named by the process, since the media server and whoever turns the keys may both be at it. */
const unfinishedFile = (directory: string, segment: string): string => `${videoFile(directory, segment)}.${process.pid}.sealing`

function placeOf({ key, wrapped }: WrappedKey): Buffer {
  const place = Buffer.alloc(placeBytes)
  place.writeUInt8(key.length, 0)
  place.write(key, 1, 'latin1')
  wrapped.copy(place, placeBytes - wrappedBytes)
  return place
}

function headOf(size: number, key: WrappedKey): Buffer {
  const head = Buffer.alloc(headBytes)
  magic.copy(head)
  head.writeBigUInt64BE(BigInt(size), sizeAt)
  for (const at of places) placeOf(key).copy(head, at)
  return head
}

/** The head of a sealed file; null where the file is not sealed. */
async function readHead(file: FileHandle): Promise<Head | null> {
  const head = Buffer.alloc(headBytes)
  const { bytesRead } = await file.read(head, 0, headBytes, 0)
  if (bytesRead < headBytes || !head.subarray(0, magic.length).equals(magic)) return null
  const keys = places.map((at) => {
    const place = head.subarray(at, at + placeBytes)
    return { key: place.subarray(1, 1 + place.readUInt8(0)).toString('latin1'), wrapped: Buffer.from(place.subarray(placeBytes - wrappedBytes)) }
  })
  return { size: Number(head.readBigUInt64BE(sizeAt)), keys }
}

/** The file's own key, out of whichever of its two places opens. */
async function fileKeyOf(ring: KeyRing, segment: string, { size, keys }: Head): Promise<KeyObject> {
  const masters = await Promise.all(keys.map(({ key }) => ring.find(key)))
  for (const [at, { wrapped }] of keys.entries()) {
    const master = masters[at]
    const key = master ? unwrapKey(master, identityOf(segment, size), wrapped) : null
    if (key !== null) return key
  }
  throw new UnopenedFile(masters.some((master) => master !== null) ? 'file.damaged' : 'file.key-missing')
}

/** Reads a stretch of an open file, sealed or not; its size is that of what was recorded. */
export async function readVideo(file: FileHandle, { segment, ring, wanted }: { readonly segment: string; readonly ring: KeyRing | null; readonly wanted: Stretch }): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
  const head = await readHead(file)
  const { size: onDisk } = await file.stat()
  const size = head?.size ?? onDisk
  const cut = { from: wanted.from, length: Math.max(0, Math.min(wanted.length, size - wanted.from)) }
  if (head === null) {
    if (ring !== null && !(await isWebm(file))) throw new UnopenedFile('file.damaged')
    return { bytes: await readExactly(file, cut), size }
  }
  if (ring === null) throw new UnopenedFile('file.key-missing')
  const key = await fileKeyOf(ring, segment, head)
  if (onDisk !== headBytes + sealedSize(size)) throw new UnopenedFile('file.damaged')
  const place = stretchOf(size, cut)
  const bytes = openStretch(key, { size, wanted: cut, body: await readExactly(file, { from: headBytes + place.from, length: place.length }) })
  if (bytes === null) throw new UnopenedFile('file.damaged')
  return { bytes, size }
}

/** A file that is neither sealed nor what a media server writes was changed where it says what it is. */
async function isWebm(file: FileHandle): Promise<boolean> {
  return Buffer.from(await readExactly(file, { from: 0, length: webmMagic.length })).equals(webmMagic)
}

async function readExactly(file: FileHandle, { from, length }: Stretch): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, from)
  return bytes.subarray(0, bytesRead)
}

/** Seals a closed file, piece by piece, beside itself; `seat` puts the sealed one in its place. */
export async function sealVideo(directory: string, segment: string, ring: KeyRing): Promise<{ readonly seat: () => Promise<void> }> {
  const master = await ring.current()
  const plain = await open(videoFile(directory, segment), 'r')
  const unfinished = unfinishedFile(directory, segment)
  try {
    if ((await readHead(plain)) === null) {
      const { size } = await plain.stat()
      const sealed = await open(unfinished, 'w', 0o600)
      try {
        await keepOwner(sealed, videoFile(directory, segment))
        await writeSealed({ plain, sealed, size, segment, master })
      } catch (cause) {
        await rm(unfinished, { force: true })
        throw cause
      } finally {
        await sealed.close()
      }
      return { seat: () => rename(unfinished, videoFile(directory, segment)) }
    }
  } finally {
    await plain.close()
  }
  return { seat: () => Promise.resolve() }
}

interface Sealing {
  readonly plain: FileHandle
  readonly sealed: FileHandle
  readonly size: number
  readonly segment: string
  readonly master: MasterKey
}

async function writeSealed({ plain, sealed, size, segment, master }: Sealing): Promise<void> {
  const key = newFileKey()
  const wrapped = wrapKey(master, identityOf(segment, size), key)
  await sealed.writeFile(headOf(size, { key: master.id, wrapped }))
  for (let from = 0, index = 0; index === 0 || from < size; from += chunkBytes, index += 1) {
    const piece = await readExactly(plain, { from, length: Math.min(chunkBytes, size - from) })
    await sealed.writeFile(sealChunk(key, piece, { index, isLast: from + chunkBytes >= size }))
  }
  await sealed.sync()
}

/** Wraps the key of a sealed file by the ring's current one, in place: what was recorded is not read. False where it lies under it already. */
export async function rewrapVideo(directory: string, segment: string, ring: KeyRing): Promise<boolean> {
  const master = await ring.current()
  const file = await open(videoFile(directory, segment), 'r+')
  try {
    const head = await readHead(file)
    if (head === null || head.keys.every(({ key }) => key === master.id)) return false
    const wrapped = wrapKey(master, identityOf(segment, head.size), await fileKeyOf(ring, segment, head))
    for (const at of places) {
      await file.write(placeOf({ key: master.id, wrapped }), 0, placeBytes, at)
      await file.datasync()
    }
    return true
  } finally {
    await file.close()
  }
}

/** Under which keys a file lies; none where it is not sealed. */
export async function keysOfVideo(directory: string, segment: string): Promise<readonly string[]> {
  const file = await open(videoFile(directory, segment), 'r')
  try {
    return [...new Set((await readHead(file))?.keys.map(({ key }) => key))]
  } finally {
    await file.close()
  }
}

/** Takes away the sealed copies that a killed process had only begun, and names their segments: the files stand whole beside them. */
export async function forgetUnfinished(directory: string): Promise<readonly string[]> {
  const begun = (await readdir(directory)).flatMap((name) => {
    const [, segment] = /^(.+)\.webm\.\d+\.sealing$/.exec(name) ?? []
    return segment === undefined ? [] : [{ name, segment }]
  })
  for (const { name } of begun) await rm(join(directory, name), { force: true })
  return begun.map(({ segment }) => segment)
}

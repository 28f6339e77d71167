import { randomBytes, randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chunkBytes } from '#adapters/sealing/chunks.ts'
import { openKeyRing, type KeyRing } from '#adapters/sealing/key-ring.ts'
import { addKey, ensureRings, readRing, ringFile, writeRing } from '#adapters/sealing/ring-file.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeRecordingFiles } from './recording-files.ts'
import { keysOfVideo, rewrapVideo, sealVideo } from './sealed-video.ts'
import { videoFile } from './sidecar.ts'

let folder: string
let ring: KeyRing
let refused: string[]
const now = new Date('2026-11-22T10:00:00Z')
const keys = () => ringFile(join(folder, 'keys'), 'recordings')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-sealed-'))
  await ensureRings(join(folder, 'keys'), now)
  ring = openKeyRing(keys())
  refused = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A file as the media server closes it: it begins as every WebM does. */
async function recorded(size: number): Promise<{ readonly segment: string; readonly bytes: Buffer }> {
  const segment = randomUUID()
  const bytes = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), randomBytes(size - 4)])
  await writeFile(videoFile(folder, segment), bytes)
  return { segment, bytes }
}

async function sealedOf(size: number) {
  const one = await recorded(size)
  await (await sealVideo(folder, one.segment, ring)).seat()
  return one
}

const piece = (segment: string, from: number, length: number) =>
  makeRecordingFiles(folder, { ring: openKeyRing(keys()), onUnopened: (code) => refused.push(code) }).piece(brandId(segment), { from, length })

async function change(segment: string, at: number): Promise<void> {
  const file = await open(videoFile(folder, segment), 'r+')
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at)
  await file.close()
}

describe('a sealed recording', () => {
  it('plays by range over the borders of its pieces as it did before, to its very end', async () => {
    const { segment, bytes } = await sealedOf(3 * chunkBytes + 1_234)
    for (const [from, length] of [[0, 10], [chunkBytes - 5, 10], [chunkBytes, chunkBytes], [10, 3 * chunkBytes], [3 * chunkBytes + 1_000, 1_048_576], [bytes.length, 100]] as const) {
      const found = await piece(segment, from, length)
      expect(found?.size).toBe(bytes.length)
      expect(Buffer.from(found?.bytes ?? []).equals(bytes.subarray(from, from + length))).toBe(true)
    }
    expect((await readFile(videoFile(folder, segment))).includes(bytes.subarray(0, 64))).toBe(false)
    expect((await readdir(folder)).filter((name) => name.endsWith('.sealing'))).toEqual([])
  })

  it('does not play changed, cut, lengthened or in another’s place, and says so once for each', async () => {
    const { segment, bytes } = await sealedOf(2 * chunkBytes + 10)
    const other = await sealedOf(bytes.length)
    const whole = await readFile(videoFile(folder, segment))
    const damages: readonly (() => Promise<unknown>)[] = [
      () => change(segment, 400),
      // Its first byte, and the byte that says how long it is.
      () => change(segment, 0),
      () => change(segment, 15),
      () => truncate(videoFile(folder, segment), whole.length - 1),
      () => truncate(videoFile(folder, segment), 320 + chunkBytes + 16),
      () => writeFile(videoFile(folder, segment), Buffer.concat([whole, Buffer.alloc(16)])),
      () => copyFile(videoFile(folder, other.segment), videoFile(folder, segment)),
    ]
    for (const damage of damages) {
      await writeFile(videoFile(folder, segment), whole)
      await damage()
      await expect(piece(segment, 0, 1_000)).rejects.toMatchObject({ code: 'file.damaged' })
    }
    expect(refused).toEqual(damages.map(() => 'file.damaged'))
    await writeFile(videoFile(folder, segment), whole)
    expect((await piece(segment, 0, 1_000))?.bytes).toHaveLength(1_000)
    await expect(makeRecordingFiles(folder).piece(brandId(segment), { from: 0, length: 1 })).rejects.toMatchObject({ code: 'file.key-missing' })
  })

  it('that was not sealed yet plays as it is', async () => {
    const { segment, bytes } = await recorded(5_000)
    expect(Buffer.from((await piece(segment, 100, 50))?.bytes ?? []).equals(bytes.subarray(100, 150))).toBe(true)
    expect(await keysOfVideo(folder, segment)).toEqual([])
  })

  it('comes under a new key without being read, also where the power went between its two places', async () => {
    const { segment, bytes } = await sealedOf(chunkBytes + 5)
    const before = await readFile(videoFile(folder, segment))
    const [former] = await keysOfVideo(folder, segment)
    const id = await addKey(keys(), now)
    expect(await rewrapVideo(folder, segment, ring)).toBe(true)
    expect(await rewrapVideo(folder, segment, ring)).toBe(false)
    const after = await readFile(videoFile(folder, segment))
    expect(after.subarray(320).equals(before.subarray(320))).toBe(true)
    expect(await keysOfVideo(folder, segment)).toEqual([id])
    // The first place half written, the second still the former one.
    const torn = Buffer.concat([before.subarray(0, 64), after.subarray(64, 100), before.subarray(100)])
    await writeFile(videoFile(folder, segment), torn)
    expect((await piece(segment, 0, 10))?.bytes).toHaveLength(10)
    expect(await rewrapVideo(folder, segment, ring)).toBe(true)
    const { current, keys: all } = await readRing(keys())
    await writeRing(keys(), { current, keys: all.filter(({ id: one }) => one !== former) })
    expect(Buffer.from((await piece(segment, 0, bytes.length))?.bytes ?? []).equals(bytes)).toBe(true)
  })
})

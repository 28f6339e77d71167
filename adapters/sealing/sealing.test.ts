import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SealedStretch, Stretch } from '#core/record/sealed-file.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { chunkBytes, sealedSize } from './chunks.ts'
import { makeFileSealer, rewrapSeal } from './file-sealer.ts'
import { openKeyRing } from './key-ring.ts'
import { addKey, ensureRings, readRing, ringFile, writeRing } from './ring-file.ts'

let folder: string
let refused: string[]
const now = new Date('2026-11-22T10:00:00Z')
const ringOf = () => openKeyRing(ringFile(folder, 'files'))
const sealer = () => makeFileSealer(ringOf(), (code) => refused.push(code))
const nameOf = (bytes: Uint8Array): Sha256 => brandId(createHash('sha256').update(bytes).digest('hex'))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-keys-'))
  await ensureRings(folder, now)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function sealed(bytes: Uint8Array) {
  refused = []
  const file = nameOf(bytes)
  const { seal, body } = await sealer().seal(file, bytes)
  const stretchOf = (wanted: Stretch): SealedStretch => {
    const place = sealer().stretchOf(bytes.length, wanted)
    return { file, size: bytes.length, seal, wanted, body: body.subarray(place.from, place.from + place.length) }
  }
  return { file, seal, body, stretchOf, whole: stretchOf({ from: 0, length: bytes.length }) }
}

describe('a sealed file', () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 200_000])('of %i bytes opens to what it was, and shows nothing of it', async (size) => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7 Nguyễn Văn An ').subarray(0, size), randomBytes(Math.max(0, size - 25))]).subarray(0, size)
    const { body, whole } = await sealed(bytes)
    expect(body.length).toBe(sealedSize(size))
    expect(Buffer.from(await sealer().open(whole)).equals(bytes)).toBe(true)
    expect(Buffer.from(body).includes('%PDF')).toBe(false)
  })

  it('opens in any stretch, also over the borders of its pieces, without the rest', async () => {
    const bytes = randomBytes(5 * chunkBytes + 777)
    const { stretchOf } = await sealed(bytes)
    const open = sealer()
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length + 10), fc.nat(3 * chunkBytes), async (from, length) => {
      const cut = { from, length: Math.max(0, Math.min(length, bytes.length - from)) }
      const stretch = stretchOf(cut)
      expect(stretch.body.length).toBeLessThanOrEqual(cut.length + 2 * chunkBytes + 5 * 16)
      expect(Buffer.from(await open.open(stretch)).equals(bytes.subarray(cut.from, cut.from + cut.length))).toBe(true)
    }), { numRuns: 100 })
  })

  it('does not open changed, cut, moved about, under another name, of another length or with another file’s key; each is counted', async () => {
    const bytes = randomBytes(2 * chunkBytes + 100)
    const { seal, body, whole } = await sealed(bytes)
    const other = await sealed(randomBytes(bytes.length))
    refused = []
    const flipped = Buffer.from(body)
    flipped[chunkBytes + 20] = (flipped[chunkBytes + 20] ?? 0) ^ 1
    const piece = chunkBytes + 16
    const exchanged = Buffer.concat([body.subarray(piece, 2 * piece), body.subarray(0, piece), body.subarray(2 * piece)])
    const wrapped = Buffer.from(seal.wrapped)
    wrapped[30] = (wrapped[30] ?? 0) ^ 1
    const attempts: readonly SealedStretch[] = [
      { ...whole, body: flipped },
      { ...whole, body: body.subarray(0, body.length - 1) },
      // Cut between two pieces, and said to be that short.
      { ...whole, body: body.subarray(0, 2 * piece), size: 2 * chunkBytes, wanted: { from: 0, length: 2 * chunkBytes } },
      { ...whole, body: exchanged },
      { ...whole, body: other.body },
      { ...whole, body: other.body, seal: other.seal },
      { ...whole, file: other.file },
      { ...whole, seal: { ...seal, wrapped } },
    ]
    for (const attempt of attempts) await expect(sealer().open(attempt)).rejects.toMatchObject({ name: 'UnopenedFile', code: 'file.damaged' })
    await expect(sealer().open({ ...whole, seal: { ...seal, key: 'unknown' } })).rejects.toMatchObject({ code: 'file.key-missing' })
    expect(refused).toEqual([...attempts.map(() => 'file.damaged'), 'file.key-missing'])
  })
})

describe('the ring', () => {
  it('is taken up anew by whoever has it open, and the former key opens until it goes', async () => {
    const bytes = randomBytes(1_000)
    const { file, seal, body, whole } = await sealed(bytes)
    const running = ringOf()
    const before = await running.current()
    const id = await addKey(ringFile(folder, 'files'), now)
    expect((await running.current()).id).toBe(id)
    expect(before.id).not.toBe(id)
    expect(Buffer.from(await sealer().open(whole)).equals(bytes)).toBe(true)
    const next = await rewrapSeal(running, { file, size: bytes.length, seal })
    if (next === null) throw new Error('not wrapped')
    expect(next.key).toBe(id)
    const { current, keys } = await readRing(ringFile(folder, 'files'))
    await writeRing(ringFile(folder, 'files'), { current, keys: keys.filter((key) => key.id === current) })
    expect(Buffer.from(await sealer().open({ ...whole, seal: next, body })).equals(bytes)).toBe(true)
    await expect(makeFileSealer(ringOf(), () => undefined).open(whole)).rejects.toMatchObject({ code: 'file.key-missing' })
  })

  it('is made once, whoever tries at the same time, and is for its owner alone', async () => {
    const place = join(folder, 'fresh')
    await Promise.all([1, 2, 3, 4].map(() => ensureRings(place, now)))
    const first = await readFile(ringFile(place, 'files'), 'utf8')
    await ensureRings(place, now)
    expect(await readFile(ringFile(place, 'files'), 'utf8')).toBe(first)
    expect((await readRing(ringFile(place, 'files'))).keys).toHaveLength(1)
  })

  it('that is damaged is named, and nothing of it is told', async () => {
    const place = join(folder, 'damaged.json')
    await writeFile(place, '{"current":"secret-thing"')
    const fault = await readRing(place).catch((cause: unknown) => String(cause))
    expect(fault).toContain('damaged.json')
    expect(fault).not.toContain('secret-thing')
  })
})

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import { sealVideo } from '#adapters/recordings/sealed-video.ts'
import { videoFile } from '#adapters/recordings/sidecar.ts'
import { makeFileSealer } from '#adapters/sealing/file-sealer.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ensureRings, ringFile } from '#adapters/sealing/ring-file.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { Bench } from './bench.ts'

const pdfBytes = 200_000
const videoBytes = 64 * 1024 ** 2
const pieceBytes = 1024 ** 2
const tries = 200
const hashed = 'hash 200 kB'
const unsealed = '1 MiB of a recording, not sealed'

/** The middle one of many: one file is too quick to be timed by itself. */
async function medianMs(once: (turn: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < tries; turn += 1) {
    const start = performance.now()
    await once(turn)
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[tries >> 1] ?? Number.NaN
}

/** What it costs that nothing lies readable: a PDF beside its own hash, and a recording's piece beside the same piece unsealed. */
export const atRestBench: Bench = {
  name: 'at-rest',
  purpose: 'sealing and opening a PDF of 200 kB, and reading 1 MiB out of a recording of 64 MiB, sealed and not',
  run: async ({ rounds }) => {
    const folder = await mkdtemp(join(tmpdir(), 'lien-vien-at-rest-'))
    try {
      await ensureRings(folder, new Date())
      const sealer = makeFileSealer(openKeyRing(ringFile(folder, 'files')), () => undefined)
      const ring = openKeyRing(ringFile(folder, 'recordings'))
      const pdf = randomBytes(pdfBytes)
      const file = brandId<Sha256>(createHash('sha256').update(pdf).digest('hex'))
      const { seal, body } = await sealer.seal(file, pdf)
      const stretch = { file, size: pdfBytes, seal, body, wanted: { from: 0, length: pdfBytes } }
      const [plain, sealed] = [randomUUID(), randomUUID()]
      const video = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), randomBytes(videoBytes - 4)])
      for (const segment of [plain, sealed]) await writeFile(videoFile(folder, segment), video)
      const sealStart = performance.now()
      await (await sealVideo(folder, sealed, ring)).seat()
      const wholeMs = performance.now() - sealStart
      const files = makeRecordingFiles(folder, { ring, onUnopened: () => undefined })
      const read = (segment: string) => (turn: number) => files.piece(brandId(segment), { from: (turn * 7_919 * 101) % (videoBytes - pieceBytes), length: pieceBytes })
      const figures: { readonly name: string; readonly baseline?: string; readonly once: (turn: number) => Promise<unknown> }[] = [
        { name: hashed, once: async () => createHash('sha256').update(pdf).digest() },
        { name: 'seal 200 kB', baseline: hashed, once: () => sealer.seal(file, pdf) },
        { name: 'open 200 kB', baseline: hashed, once: () => sealer.open(stretch) },
        { name: unsealed, once: read(plain) },
        { name: '1 MiB of a recording, sealed', baseline: unsealed, once: read(sealed) },
      ]
      for (const { once } of figures) await medianMs(once)
      const values = figures.map((): number[] => [])
      for (let round = 0; round < rounds; round += 1) for (const [at, { once }] of figures.entries()) values[at]?.push(await medianMs(once))
      return {
        voidRounds: 0,
        figures: figures.map(({ name, baseline }, at) => ({ name, unit: 'ms', values: values[at] ?? [], ...(baseline !== undefined && { baseline }) })),
        remarks: [`a recording of 64 MiB was sealed in ${wholeMs.toFixed(0)} ms when it was closed; reads are from the page cache`],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeQuarantine } from '#adapters/intake/quarantine.ts'
import { demoStudies } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { mutatedBytes } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What is put up as an image: slices, pictures, clips and zips that somebody has touched. */

const order = readOrder()
let folder: string
let honest: readonly [Buffer, ...Buffer[]]

/** A zip of these files, deflated. */
function zipOf(files: readonly Uint8Array[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [index, content] of files.entries()) {
    const [packed, title] = [deflateRawSync(content), Buffer.from(`anh-${index}`)]
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, title, packed])
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, title]))
    locals.push(local)
    offset += local.length
  }
  const table = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, table, end])
}

/** The boxes that a clip begins with, one within the other. */
function clip(): Buffer {
  const box = (type: string, content: Buffer): Buffer => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(content.length + 8)
    return Buffer.concat([size, Buffer.from(type, 'latin1'), content])
  }
  return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1')), box('moov', box('udta', box('\u00a9xyz', Buffer.from('+16.0+108.2/')))), box('mdat', Buffer.alloc(64))])
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-fuzz-'))
  const study = demoStudies.find(({ key }) => key === 'stroke')
  const series = study?.series[0]
  if (study === undefined || series === undefined) throw new Error('no stroke in the demo')
  const slice = Buffer.from(await fileOf(study, series, { index: 0, startedAt: new Date('2026-11-21T02:00:00Z') }))
  const blank = sharp({ create: { width: 40, height: 30, channels: 3, background: '#963' } })
  const pictures = await Promise.all([blank.clone().jpeg().withExif({ IFD0: { Copyright: 'x' } }).toBuffer(), blank.clone().png().toBuffer(), blank.clone().webp().toBuffer(), blank.clone().tiff().toBuffer()])
  const [small] = pictures
  honest = [slice, ...pictures, clip(), zipOf([slice.subarray(0, 60_000), small]), zipOf([small, small, small]), Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>')]
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The head of a slice holds what matters; its pixels are many and alike. */
function make(random: Random): Buffer {
  const one = random.pick(honest)
  const head = random.oneIn(3) ? one.length : Math.min(one.length, 3_000)
  return random.oneIn(10) ? Buffer.concat([mutatedBytes(one.subarray(0, head), random), random.pick(honest)]) : Buffer.concat([mutatedBytes(one.subarray(0, head), random), one.subarray(head)])
}

const surface: Surface<Buffer> = {
  name: 'dicom',
  make,
  attempt: async (bytes) => {
    await writeFile(join(folder, 'upload'), bytes)
    const seen: string[] = []
    for await (const one of makeQuarantine(folder).inspect('upload')) seen.push(one.kind === 'refused' ? one.fault : one.kind)
    return seen[0] ?? 'nothing in it'
  },
  write: (input) => input,
  read: (kept) => kept,
}

it('an upload is taken in or refused with its reason, whatever its bytes are', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  expect(await surface.attempt(honest[0])).toBe('dicom')
})

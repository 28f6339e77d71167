import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Received } from '#core/imaging/intake.ts'
import { demoStudies } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { cleanMedia } from './media-file.ts'
import { inspectFile, makeQuarantine } from './quarantine.ts'
import { zipEntries, zipLimits } from './zip-entries.ts'

const stroke = demoStudies.find(({ key }) => key === 'stroke')
const series = stroke?.series[0]

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = []
  for await (const one of items) all.push(one)
  return all
}

/** A zip of one deflated file; the size it claims may be another than it has. */
function zipOf(name: string, content: Uint8Array, claimed = content.length): Buffer {
  const packed = deflateRawSync(content)
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(title.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(title.length, 28)
  const start = local.length + title.length + packed.length
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + title.length, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([local, title, packed, central, title, end])
}

describe('what comes in', () => {
  let folder: string
  let slice: Uint8Array
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lien-vien-intake-'))
    if (stroke === undefined || series === undefined) throw new Error('no stroke in the demo')
    slice = await fileOf(stroke, series, { index: 0, startedAt: new Date('2026-11-21T02:00:00Z') })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const inspect = async (name: string, bytes: Uint8Array): Promise<readonly Received[]> => {
    await writeFile(join(folder, name), bytes)
    return collect(makeQuarantine(folder).inspect(name))
  }
  const faults = (all: readonly Received[]) => all.map((one) => (one.kind === 'refused' ? one.fault : one.kind))

  test('a slice says where it belongs, in Vietnamese', async () => {
    const [one] = await inspect('slice', slice)
    if (one?.kind !== 'dicom') throw new Error('not read as DICOM')
    expect(one.facts).toMatchObject({ study: stroke?.uid, modality: 'CT', number: 1, frames: 1, studyDescription: 'CLVT sọ não không tiêm thuốc', patientNumber: stroke?.patient.hospitalNumber })
    expect(one.facts.patientName).toBe(stroke?.patient.name?.replace(' ', '^'))
  })

  test.each([
    ['a Windows program', [0x4d, 0x5a]], ['a Linux program', [0x7f, 0x45, 0x4c, 0x46]], ['a script', [0x23, 0x21]], ['a web page', [0x3c]], ['a zip', [0x50, 0x4b, 3, 4]],
    ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ])('a slice whose preamble begins %s is refused', async (_what, start) => {
    const both = Uint8Array.from(slice)
    both.set(start)
    expect(faults(await inspect('both', both))).toEqual(['dicom-executable'])
  })

  test('a slice that is a TIFF as well loses the TIFF', async () => {
    const both = Uint8Array.from(slice)
    both.set([0x49, 0x49, 0x2a, 0])
    const [one] = await inspect('tiff', both)
    expect(one?.kind === 'dicom' && Buffer.from(one.bytes).equals(slice)).toBe(true)
  })

  test.each([200, 1_000, 60_000])('a slice cut off after %i bytes is refused, and nothing falls over', async (length) => {
    expect(faults(await inspect('cut', slice.subarray(0, length)))).toEqual(['dicom-malformed'])
  })

  test('noise behind the mark of DICOM is refused, and nothing falls over', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const noise = Uint8Array.from(slice.subarray(0, 4_000), (byte, at) => (at > 140 && (at * seed) % 7 === 0 ? (byte * seed + at) & 0xff : byte))
      expect((await inspectFile('noise', noise)).kind).toBe('refused')
    }
  })

  test('a zip that bursts is stopped, whatever size it claims', async () => {
    const zeros = new Uint8Array(64 * 1024 ** 2)
    expect(faults(await inspect('bomb', zipOf('bomb', zeros)))).toEqual(['zip-bomb'])
    expect(faults(await inspect('liar', zipOf('bomb', zeros, 100)))).toEqual(['zip-broken'])
    await writeFile(join(folder, 'many'), zipOf('a', slice))
    expect(await collect(zipEntries(join(folder, 'many'), { ...zipLimits, entries: 0 }))).toEqual([{ name: '', fault: 'zip-bomb' }])
  })

  test('a zip that is broken, or reaches out of its folder, is refused', async () => {
    expect(faults(await inspect('half', zipOf('a', slice).subarray(0, 500)))).toEqual(['zip-broken'])
    expect(faults(await inspect('climbs', zipOf('../../etc/passwd', slice)))).toEqual(['zip-broken'])
  })

  test('a name says nothing: content decides', async () => {
    expect(await inspectFile('film.jpg', Buffer.from('MZ\x90 not a picture'))).toMatchObject({ fault: 'type-unknown' })
    expect(await inspectFile('film.jpg', Buffer.from('\xff\xd8\xff broken', 'latin1'))).toMatchObject({ fault: 'picture-broken' })
    expect(await inspectFile('a.txt', Buffer.from('%PDF-1.4\n/Encrypt 5 0 R'))).toMatchObject({ fault: 'encrypted' })
  })

  test('a clip forgets where it was taken and keeps its length', async () => {
    const box = (type: string, content: Buffer): Buffer => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(content.length + 8, 0)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, content])
    }
    const place = box('\xa9xyz', Buffer.from('\0\x12\0\0+16.0544+108.2022/'))
    const clip = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('moov', Buffer.concat([box('mvhd', Buffer.alloc(20)), box('udta', place)])), box('mdat', Buffer.from('pictures and sound'))])
    const clean = await cleanMedia(clip)
    if (!clean.ok) throw new Error(clean.error)
    expect(clean.value).toMatchObject({ media: 'video', mediaType: 'video/mp4' })
    expect(clean.value.bytes.length).toBe(clip.length)
    expect(Buffer.from(clean.value.bytes).toString('latin1')).not.toContain('+16.0544')
    expect(Buffer.from(clean.value.bytes).toString('latin1')).toContain('pictures and sound')
  })
})

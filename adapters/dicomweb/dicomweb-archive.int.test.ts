import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImageBody } from '#core/imaging/ports.ts'
import type { Result } from '#core/shared/result.ts'
import { demoStudies, instanceUidOf } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { makeDicomwebArchive } from './dicomweb-archive.ts'
import { firstPartOf } from './multipart.ts'
import type { TestArchive } from './test-archive.ts'
import { startTestArchive, whyNoArchive } from './test-archive.ts'

const startedAt = new Date('2026-11-21T02:00:00Z')
const studyOf = (key: string) => {
  const found = demoStudies.find((one) => one.key === key)
  const series = found?.series[0]
  if (found === undefined || series === undefined) throw new Error(`no study ${key}`)
  return { study: found, series, address: { study: found.uid, series: series.uid, instance: instanceUidOf(series, 0) } }
}

async function bytesOf(answer: Result<ImageBody, string>): Promise<Uint8Array> {
  if (!answer.ok) throw new Error(answer.error)
  const { body } = answer.value
  return body instanceof Uint8Array ? body : new Response(body).bytes()
}

/** dcmtk is an independent implementation: it decodes what we hand out and says what it sees. */
const hasDcmtk = existsSync('/usr/bin/dcmdjpls')
const dcmtk = (program: string, ...args: readonly string[]): string => execFileSync(`/usr/bin/${program}`, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Uncompressed pixels of a DICOM file, as dcmtk reads them. */
async function pixelsOf(file: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-vien-pixels-'))
  try {
    dcmtk('dcmdump', '+P', 'PixelData', '+W', folder, file)
    const [name] = execFileSync('/bin/ls', [folder], { encoding: 'utf8' }).split('\n')
    return await readFile(join(folder, name ?? ''))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe.skipIf(whyNoArchive() !== null)('an archive over DICOMweb (Orthanc)', () => {
  let running: TestArchive
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lien-vien-dicom-'))
    running = await startTestArchive()
    for (const key of ['stroke', 'stroke-mr', 'infarction-echo', 'infarction-angiogram']) {
      const { study, series } = studyOf(key)
      const files = await Promise.all([0, 1, 2].filter((index) => index < series.count).map((index) => fileOf(study, series, { index, startedAt })))
      expect(await running.archive.store(files)).toEqual({ ok: true, value: { refused: [] } })
    }
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('finds a study by exactly its patient number, with its Vietnamese name whole', async () => {
    const { study, address } = studyOf('stroke')
    const found = await running.archive.findStudies(study.patient.hospitalNumber)
    expect(found.ok && found.value.map(({ uid, description }) => [uid, description])).toContainEqual([study.uid, 'CLVT sọ não không tiêm thuốc'])
    for (const other of [`${study.patient.hospitalNumber}9`, '*', 'BL26*', '']) expect(await running.archive.findStudies(other)).toEqual({ ok: true, value: [] })
    const text = Buffer.from(await bytesOf(await running.archive.fetch({ kind: 'series-metadata', address }))).toString()
    expect(text).toContain(study.patient.name?.replace(' ', '^'))
  })

  test('lists a series in order, without bulk data and without where the archive is', async () => {
    const { address } = studyOf('stroke')
    const text = Buffer.from(await bytesOf(await running.archive.fetch({ kind: 'series-metadata', address }))).toString()
    const listed = JSON.parse(text) as Record<string, { Value?: unknown[] }>[]
    expect(listed.map((one) => one['00200013']?.Value?.[0])).toEqual([1, 2, 3])
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|dicom-web|BulkDataURI|7FE00010/)
  })

  test('says that there is nothing, and that nobody answers, as two different things', async () => {
    const { address } = studyOf('stroke')
    expect(await running.archive.fetch({ kind: 'frame', address: { ...address, instance: '1.2.3' }, frame: 1, coding: 'stored' })).toEqual({ ok: false, error: 'image.not-found' })
    expect(await running.archive.findSeries('1.2.3.4')).toEqual({ ok: false, error: 'image.not-found' })
    const silent = makeDicomwebArchive({ url: 'http://127.0.0.1:9/dicom-web', authorization: null })
    expect(await silent.findSeries(address.study)).toEqual({ ok: false, error: 'image.archive-unreachable' })
    const locked = makeDicomwebArchive({ url: running.url, authorization: 'Basic bm86bm8=' })
    expect(await locked.findSeries(address.study)).toEqual({ ok: false, error: 'image.archive-unreachable' })
  })

  test('keeps what it holds when the same image comes again with other pixels', async () => {
    const { study, series, address } = studyOf('stroke')
    const before = await bytesOf(await running.archive.fetch({ kind: 'file', address }))
    const forged = Buffer.from(await fileOf(study, series, { index: 0, startedAt }))
    forged.fill(0xff, forged.length - 1000)
    await running.archive.store([forged])
    expect(Buffer.from(await bytesOf(await running.archive.fetch({ kind: 'file', address }))).equals(before)).toBe(true)
  })

  test.skipIf(!hasDcmtk).each(['stroke', 'stroke-mr', 'infarction-angiogram'])('compresses grey pixels of %s without losing one (dcmtk agrees)', async (key) => {
    const { study, series, address } = studyOf(key)
    const frame = { kind: 'frame', address, frame: 1 } as const
    const compact = firstPartOf(await bytesOf(await running.archive.fetch({ ...frame, coding: 'compact' })))
    const stored = firstPartOf(await bytesOf(await running.archive.fetch({ ...frame, coding: 'stored' })))
    expect(compact?.contentType).toBe('image/jls; transfer-syntax=1.2.840.10008.1.2.4.80')
    expect(compact?.content.length ?? Infinity).toBeLessThan((stored?.content.length ?? 0) * 0.6)
    // The same compression by dcmtk, taken apart again by dcmtk, against what the archive hands out as stored.
    const original = join(folder, `${key}.dcm`)
    await writeFile(original, await fileOf(study, series, { index: 0, startedAt }))
    dcmtk('dcmcjpls', original, `${original}.jls`)
    dcmtk('dcmdjpls', `${original}.jls`, `${original}.raw`)
    const expected = (await pixelsOf(`${original}.raw`)).subarray(0, stored?.content.length)
    expect(Buffer.from(stored?.content ?? []).equals(expected)).toBe(true)
  })

  test.skipIf(!hasDcmtk).each([
    ['JPEG baseline', 'dcmcjpeg', ['+eb'], '1.2.840.10008.1.2.4.50', 'infarction-echo'],
    ['JPEG lossless', 'dcmcjpeg', ['+e1'], '1.2.840.10008.1.2.4.70', 'stroke'],
    ['JPEG-LS', 'dcmcjpls', [], '1.2.840.10008.1.2.4.80', 'stroke'],
    ['RLE', 'dcmcrle', [], '1.2.840.10008.1.2.5', 'stroke'],
    ['deflated', 'dcmconv', ['+td'], '1.2.840.10008.1.2.1.99', 'stroke'],
    ['big endian', 'dcmconv', ['+tb'], '1.2.840.10008.1.2.2', 'stroke'],
    ['implicit', 'dcmconv', ['+ti'], '1.2.840.10008.1.2', 'stroke'],
  ] as const)('draws %s as dcmtk draws it', async (...[name, program, options, syntax, key]) => {
    const { study, series } = studyOf(key)
    const file = join(folder, `${name}.dcm`)
    await writeFile(`${file}.plain`, await fileOf(study, series, { index: 0, startedAt }))
    dcmtk(program, ...options, `${file}.plain`, file)
    const uid = `${study.uid}.900.${syntax.split('.').map(Number).reduce((sum, part) => sum * 31 + part, 7) % 1_000_000}`
    dcmtk('dcmodify', '-nb', '-m', `SOPInstanceUID=${uid}`, file)
    expect(dcmtk('dcmdump', '+P', 'TransferSyntaxUID', '-Un', file)).toContain(syntax)
    expect(await running.archive.store([await readFile(file)])).toEqual({ ok: true, value: { refused: [] } })
    const address = { study: study.uid, series: series.uid, instance: uid }
    const frame = firstPartOf(await bytesOf(await running.archive.fetch({ kind: 'frame', address, frame: 1, coding: 'stored' })))
    expect(frame?.content.length).toBeGreaterThan(0)
    const drawn = await bytesOf(await running.archive.fetch({ kind: 'rendered', address, rendering: { quality: 100, frame: 1, ...(key === 'stroke' && { window: { centre: 38, width: 80 } }) } }))
    // dcmtk draws the same frame through the same window.
    dcmtk(program === 'dcmcjpls' ? 'dcml2pnm' : 'dcmj2pnm', '+on', '+F', '1', ...(key === 'stroke' ? ['+Ww', '38', '80'] : []), file, `${file}.png`)
    const [ours, theirs] = await Promise.all([drawn, await readFile(`${file}.png`)].map((bytes) => sharp(bytes).greyscale().raw().toBuffer()))
    expect(ours?.length).toBe(theirs?.length)
    const apart = (ours ?? Buffer.alloc(0)).reduce((sum, value, at) => sum + Math.abs(value - (theirs?.[at] ?? 0)), 0) / (ours?.length ?? 1)
    // Of 255 grey levels, on average: JPEG at its best, and another rounding of the window.
    expect(apart).toBeLessThan(2)
  })

  test.skipIf(!hasDcmtk)('hands out the PDF of an encapsulated document, as dcmtk unpacks it', async () => {
    const { study, series, address } = studyOf('infarction-print')
    const file = await fileOf(study, series, { index: 0, startedAt })
    expect(await running.archive.store([file])).toEqual({ ok: true, value: { refused: [] } })
    const [held, unpacked] = [join(folder, 'print.dcm'), join(folder, 'print.pdf')]
    await writeFile(held, file)
    dcmtk('dcm2pdf', held, unpacked)
    const document = await bytesOf(await running.archive.fetch({ kind: 'document', address }))
    const truth = await readFile(unpacked)
    // A byte may have been added to make the length even.
    expect(Buffer.compare(Buffer.from(document).subarray(0, truth.length), truth)).toBe(0)
    expect(document.length - truth.length).toBeLessThanOrEqual(1)
  })

  test('hands out the frames of a clip one by one, in colour as stored', async () => {
    const { address } = studyOf('infarction-echo')
    const frames = await Promise.all([1, 25].map(async (frame) => firstPartOf(await bytesOf(await running.archive.fetch({ kind: 'frame', address, frame, coding: 'compact' })))))
    expect(frames.map((one) => one?.content.length)).toEqual([240 * 320 * 3, 240 * 320 * 3])
    expect(Buffer.from(frames[0]?.content ?? []).equals(Buffer.from(frames[1]?.content ?? []))).toBe(false)
    expect(await running.archive.fetch({ kind: 'frame', address, frame: 26, coding: 'compact' })).toEqual({ ok: false, error: 'image.not-found' })
  })
})

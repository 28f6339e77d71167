import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { View } from '#core/viewing/view.ts'
import { demoStudies } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { convert, encodeWavelet, nativePixels, rendered, serve, studyUid, writeSample, type ServedInstance } from './test-dicom.ts'
import { openViewerBrowser } from './test-archive.ts'
import type { Pane, ViewerEngine } from './viewer-engine.ts'

declare global {
  interface Window {
    readonly engine: ViewerEngine
    readonly pane: Pane
  }
}

const dcmtk = spawnSync('dcmdump', ['--version']).status === 0
const ct = '1.2.840.10008.5.1.4.1.1.2'
const size = { columns: 96, rows: 64 }

/** Patches, a slope and some grain: what wavelets and predictors stumble over. */
const values = Uint16Array.from({ length: size.columns * size.rows }, (_, at) => {
  const x = at % size.columns
  const y = Math.floor(at / size.columns)
  return (Math.floor(x / 8) * 173 + Math.floor(y / 8) * 311 + x * 3 + ((x * 7919 + y * 104_729) % 23)) % 4096
})
const colours = Uint8Array.from({ length: size.columns * size.rows * 3 * 2 }, (_, at) => (at * 37 + Math.floor(at / 311)) % 256)
const plane = { ImagePositionPatient: [-40, -30, 12], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], PixelSpacing: [0.7, 0.5], SliceThickness: 2, RescaleIntercept: -1024, RescaleSlope: 1, WindowCenter: 40, WindowWidth: 400 }

interface Case {
  readonly name: string
  readonly served: ServedInstance
  /** What an independent decoder reads: the stored values of the first frame. */
  readonly truth: Uint8Array | Uint16Array
}

let folder: string
let viewer: Awaited<ReturnType<typeof openViewerBrowser>> | undefined
let tab: Page
const cases: Case[] = []

const words = (bytes: Uint8Array): Uint16Array => new Uint16Array(Uint8Array.from(bytes).buffer)

async function prepareCt(): Promise<void> {
  const { path } = await writeSample(folder, { name: 'ct', modality: 'CT', sopClass: ct, pixels: { ...size, values, attributes: plane } }, 1)
  const plain = await serve(path)
  const renamed = (served: ServedInstance, at: number): ServedInstance => ({ ...served, series: `${served.series}.${at}`, instance: `${served.instance}.${at}`, metadata: { ...served.metadata, '00080018': { vr: 'UI', Value: [`${served.instance}.${at}`] } } })
  const known = [
    { name: 'JPEG lossless', to: () => convert('dcmcjpeg', ['+e1'], path), back: (file: string) => convert('dcmdjpeg', [], file) },
    { name: 'JPEG extended 12 bit', to: () => convert('dcmcjpeg', ['+ee'], path), back: (file: string) => convert('dcmdjpeg', [], file) },
    { name: 'JPEG-LS', to: () => convert('dcmcjpls', ['+el'], path), back: (file: string) => convert('dcmdjpls', [], file) },
    { name: 'RLE', to: () => convert('dcmcrle', [], path), back: (file: string) => convert('dcmdrle', [], file) },
    { name: 'deflated', to: () => convert('dcmconv', ['+td'], path), back: (file: string) => convert('dcmconv', ['+te'], file) },
    { name: 'big endian', to: () => convert('dcmconv', ['+tb'], path), back: (file: string) => convert('dcmconv', ['+te'], file) },
  ]
  cases.push({ name: 'explicit little endian', served: plain, truth: words(await nativePixels(path)) })
  for (const [at, { name, to, back }] of known.entries()) {
    const file = await to()
    cases.push({ name, served: renamed(await serve(file, path), at + 1), truth: words(await nativePixels(await back(file))) })
  }
  const raw = { ...size, bits: 12, bytes: new Uint8Array(values.buffer) }
  for (const [at, kind] of (['jpeg2000', 'htj2k'] as const).entries()) {
    const served = { ...plain, transferSyntax: kind === 'jpeg2000' ? '1.2.840.10008.1.2.4.90' : '1.2.840.10008.1.2.4.201', frames: [await encodeWavelet(kind, raw)] }
    cases.push({ name: kind, served: renamed(served, 20 + at), truth: values })
  }
}

/** The modalities that have pixels; curves, reports and papers have a test of their own. */
const drawn: readonly string[] = ['CT', 'MR', 'CR', 'XA', 'US', 'MG']

/** A few pictures of each modality that the demo archive holds. */
async function prepareModalities(): Promise<readonly ServedInstance[]> {
  const all: ServedInstance[] = []
  for (const study of demoStudies) {
    for (const series of study.series.filter(({ modality }) => drawn.includes(modality) && !modalities.has(modality))) {
      for (let index = 0; index < Math.min(6, series.count); index++) {
        const path = join(folder, `${series.uid}.${index}.dcm`)
        await writeFile(path, await fileOf(study, series, { index, startedAt: new Date('2026-11-21T02:00:00Z') }))
        const served = await serve(path)
        if (index === 0) modalities.set(series.modality, { series: series.uid, stored: await nativePixels(path), served, path })
        all.push(served)
      }
    }
  }
  return all
}
const modalities = new Map<string, { readonly series: string; readonly stored: Uint8Array; readonly served: ServedInstance; readonly path: string }>()

beforeAll(async () => {
  if (!dcmtk) return
  folder = await mkdtemp(join(tmpdir(), 'viewer-dicom-'))
  await prepareCt()
  const film = await writeSample(folder, { name: 'us', modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.3.1', pixels: { ...size, values: colours, frames: 2, colour: true, attributes: {} } }, 2)
  cases.push({ name: 'ultrasound in colour', served: await serve(film.path), truth: colours })
  viewer = await openViewerBrowser([...cases.map(({ served }) => served), ...(await prepareModalities())])
  tab = await viewer.openPage()
}, 60_000)
afterAll(async () => {
  await viewer?.close()
  if (dcmtk) await rm(folder, { recursive: true, force: true })
})

const show = (page: Page, series: string, index = 0) =>
  page.evaluate(async ([base, study, uid, at]) => {
    const loaded = await window.engine.load({ base, study, series: uid })
    await window.pane.show(loaded, at)
    return loaded.frames
  }, ['/a/dicom', studyUid, series, index] as const)

/** Every pixel's value as the viewer would say it under the pointer. */
const shownValues = (page: Page) =>
  page.evaluate(({ columns, rows }) => Array.from({ length: columns * rows }, (_, at) => window.pane.valueAt([((at % columns) + 0.5) / columns, (Math.floor(at / columns) + 0.5) / rows])), size)

describe.skipIf(!dcmtk)('the image engine', () => {
  test.each(['explicit little endian', 'JPEG lossless', 'JPEG extended 12 bit', 'JPEG-LS', 'RLE', 'deflated', 'big endian', 'jpeg2000', 'htj2k'])(
    'shows %s pixel by pixel as an independent decoder reads it',
    async (name) => {
      const one = cases.find((known) => known.name === name)
      if (one === undefined) throw new Error(name)
      await show(tab, one.served.series)
      const expected = Array.from(one.truth, (value) => value - 1024)
      const shown = await shownValues(tab)
      const off = shown.map((value, at) => Math.abs((value ?? Number.NaN) - (expected[at] ?? Number.NaN)))
      // Two decoders of a lossy picture round their cosines differently; on average they must agree.
      const lossy = name === 'JPEG extended 12 bit'
      expect(Math.max(...off)).toBeLessThanOrEqual(lossy ? 1 : 0)
      expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThanOrEqual(lossy ? 1 : 0)
    },
  )

  test.each(drawn)('shows %s as its file says', async (modality) => {
    const one = modalities.get(modality)
    if (one === undefined) throw new Error(modality)
    const frames = await show(tab, one.series)
    expect(frames[0]?.modality).toBe(modality)
    const first = (tag: string, otherwise: number): number => Number((one.served.metadata[tag] as { Value?: unknown[] } | undefined)?.Value?.[0] ?? otherwise)
    const [rows, columns] = [first('00280010', 0), first('00280011', 0)]
    const places = Array.from({ length: 400 }, (_, at) => [(at * 37) % columns, (at * 53) % rows] as const)
    const shown = await tab.evaluate(([all, width, height]) => all.map(([x, y]) => window.pane.valueAt([(x + 0.5) / width, (y + 0.5) / height])), [places, columns, rows] as const)
    if (modality === 'US') {
      expect(frames[0]?.isColour).toBe(true)
      return
    }
    const bytes = Uint8Array.from(one.stored)
    const stored = first('00280100', 8) === 8 ? bytes : first('00280103', 0) === 1 ? new Int16Array(bytes.buffer) : new Uint16Array(bytes.buffer)
    expect(shown).toEqual(places.map(([x, y]) => (stored[y * columns + x] ?? Number.NaN) * first('00281053', 1) + first('00281052', 0)))
  })

  test('shows a mammogram stored as film with its tissue bright, as an independent renderer does', async () => {
    const one = modalities.get('MG')
    if (one === undefined) throw new Error('MG')
    await show(tab, one.series)
    const truth = await rendered(one.path, { centre: 2_200, width: 3_400 })
    const places = Array.from({ length: 60 }, (_, at) => [0.04 + ((at * 29) % 60) / 66, 0.05 + ((at * 43) % 60) / 66] as const)
    const greys = await tab.evaluate((all) => {
      const canvas = document.querySelector('canvas')
      const paper = document.createElement('canvas')
      paper.width = canvas?.width ?? 0
      paper.height = canvas?.height ?? 0
      const context = paper.getContext('2d')
      if (canvas === null || context === null) return []
      context.drawImage(canvas, 0, 0)
      return all.map((place) => {
        const [x, y] = window.pane.positionOf(place) ?? [0, 0]
        return context.getImageData(x, y, 1, 1).data[0] ?? -1
      })
    }, places)
    const off = places.map(([x, y], at) => Math.abs((greys[at] ?? -1) - (truth.greys[Math.floor(y * truth.rows) * truth.columns + Math.floor(x * truth.columns)] ?? 0)))
    // The picture is scaled on the screen: single pixels of grain differ, the picture does not.
    expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(6)
  })

  test('measures in millimetres as PixelSpacing says, rows and columns apart', async () => {
    const one = cases[0]
    if (one === undefined) throw new Error('no case')
    const [frame] = await show(tab, one.served.series)
    const points = [[0.1, 0.2], [0.75, 0.9]] as const
    const length = await tab.evaluate(async ([at, marks]) => {
      const found = new Promise<number>((resolve) => {
        window.engine.watchMarks(() => {
          const measure = window.engine.marks()[0]?.measures.find(({ name }) => name === 'length')
          if (measure !== undefined) resolve(measure.value)
        })
      })
      window.engine.setShared([{ id: 'length', kind: 'length', at, points: marks, text: '' }])
      return found
    }, [frame?.ref ?? { study: '', series: '', instance: '', frame: 1 }, points] as const)
    expect(length).toBeCloseTo(Math.hypot((0.75 - 0.1) * 96 * 0.5, (0.9 - 0.2) * 64 * 0.7), 1)
  })

  test('follows a hundred views exactly', async () => {
    const one = cases[0]
    if (one === undefined) throw new Error('no case')
    const [frame] = await show(tab, one.served.series)
    const views = Array.from({ length: 100 }, (_, turn): View => ({
      at: frame?.ref ?? { study: '', series: '', instance: '', frame: 1 },
      window: { centre: turn * 7 - 300, width: 50 + turn * 9 }, inverted: turn % 3 === 0, zoom: 0.5 + (turn % 11) / 3,
      centre: [0.2 + (turn % 7) / 10, 0.8 - (turn % 5) / 10], rotation: (turn % 4) * 90,
      flippedHorizontally: turn % 2 === 0, flippedVertically: turn % 5 === 0,
    }))
    const seen = await tab.evaluate(async (all) => {
      const out: unknown[] = []
      for (const view of all) {
        await window.pane.follow(view)
        out.push(window.pane.view())
      }
      return out
    }, views)
    for (const [turn, view] of views.entries()) {
      const followed = seen[turn] as View
      expect(followed.window).toEqual(view.window)
      expect({ ...followed, zoom: 0, centre: [0, 0] }).toEqual({ ...view, zoom: 0, centre: [0, 0] })
      expect(followed.zoom).toBeCloseTo(view.zoom, 4)
      expect(followed.centre[0]).toBeCloseTo(view.centre[0], 4)
      expect(followed.centre[1]).toBeCloseTo(view.centre[1], 4)
    }
  })

  test('plays a film in colour, frame by frame', async () => {
    const film = cases.find(({ name }) => name === 'ultrasound in colour')
    const frames = await show(tab, film?.served.series ?? '', 1)
    expect(frames.map(({ isColour }) => isColour)).toEqual([true, true])
    expect(await tab.evaluate(() => window.pane.view()?.at.frame)).toBe(2)
  })

  test('runs under the policy of the pages without a complaint', () => {
    expect(viewer?.complaints).toEqual([])
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readReport, type ReportDataset, type Statement } from '#core/viewing/report.ts'
import { demoStudies } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { readWaveforms } from './load-waveform.ts'
import { metadataOf } from './test-dicom.ts'

const dcmtk = spawnSync('dcm2json', ['--version']).status === 0

/** An item of DICOM JSON, as far as these tests look into it. */
interface Item {
  readonly Value?: readonly Readonly<Record<string, Item | undefined>>[]
  readonly InlineBinary?: string
}

const statements = (root: Statement): readonly Statement[] => [root, ...root.below.flatMap(statements)]

describe.skipIf(!dcmtk)('DICOM without pixels, as an independent reader has it', () => {
  let folder: string
  const written = async (modality: string): Promise<string> => {
    const study = demoStudies.find(({ series }) => series[0]?.modality === modality)
    const [series] = study?.series ?? []
    if (study === undefined || series === undefined) throw new Error(modality)
    const path = join(folder, `${modality}.dcm`)
    await writeFile(path, await fileOf(study, series, { index: 0, startedAt: new Date('2026-11-21T02:00:00Z') }))
    return path
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'viewer-others-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('an electrocardiogram: every sample of twelve leads, in millivolts', async () => {
    const path = await written('ECG')
    const [group] = readWaveforms(await readFile(path))
    expect(group?.leads.map(({ name }) => name)).toEqual(['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'])
    expect([group?.rate, group?.leads[0]?.unit]).toEqual([500, 'mV'])
    const metadata = (await metadataOf(path)) as Readonly<Record<string, Item | undefined>>
    const raw = Buffer.from(metadata['54000100']?.Value?.[0]?.['54001010']?.InlineBinary ?? '', 'base64')
    const samples = new Int16Array(Uint8Array.from(raw).buffer)
    expect(samples.length).toBe(12 * 5_000)
    for (const [channel, lead] of (group?.leads ?? []).entries())
      expect(lead.values).toEqual(Array.from({ length: 5_000 }, (_, at) => ((samples[at * 12 + channel] ?? Number.NaN) * 2.5) / 1_000))
  })

  test('a structured report: every measure with its unit, every sentence', async () => {
    const path = await written('SR')
    const report = readReport((await metadataOf(path)) as ReportDataset)
    const dump = execFileSync('dsrdump', ['+Pl', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const said = [...dump.matchAll(/(?:NUM|TEXT):\([^"]*"([^"]+)"\)="([^"]*)"(?: \([^"]*"([^"]*)"\))?/g)].map(([, about, value, unit]) => [about, [value, unit].filter((part) => part !== undefined).join(' ')])
    expect(said.length).toBe(7)
    expect(statements(report).filter(({ says }) => says !== null).map(({ about, says }) => [about, says])).toEqual(said)
  })
})

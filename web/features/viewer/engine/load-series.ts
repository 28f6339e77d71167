import { wadors } from '@cornerstonejs/dicom-image-loader'
import { isVolume, locationOf, type ImagePlane, type Vector } from '#core/viewing/image-plane.ts'
import { attributesOf, itemOf, numberOf, numbersOf, textOf, type DicomJson } from './dicom-json.ts'
import type { FrameFacts, LoadedSeries, SeriesAddress } from './viewer-engine.ts'

/** A picture as the engine knows it. */
export interface EngineFrame {
  readonly facts: FrameFacts
  readonly imageId: string
  readonly plane: ImagePlane
}

/** A series with what only the engine needs. */
export interface EngineSeries extends LoadedSeries {
  readonly engineFrames: readonly EngineFrame[]
}

const colourSpaces = /^(RGB|YBR|PALETTE)/
const lossySyntaxes = new Set(['01'])

function vectorsOf(values: readonly number[] | null, count: number): readonly Vector[] | null {
  if (values?.length !== count * 3) return null
  return Array.from({ length: count }, (_, at) => [values[at * 3] ?? 0, values[at * 3 + 1] ?? 0, values[at * 3 + 2] ?? 0])
}

/** The frame's own functional groups of an enhanced image, laid over those that all its frames share. */
function groupsOf(dataset: DicomJson, frame: number): DicomJson {
  const shared = itemOf(dataset, '52009229')
  const own = itemOf(dataset, '52009230', frame - 1)
  const merged = { ...shared, ...own }
  return Object.keys(merged).reduce<DicomJson>((all, tag) => ({ ...all, ...itemOf(merged, tag) }), {})
}

function spacingOf(dataset: DicomJson): readonly [number, number] | null {
  // PixelSpacing; on projections the spacing at the detector, which the marks then say.
  const [rows, columns] = numbersOf(dataset, '00280030') ?? numbersOf(dataset, '00181164') ?? []
  return rows === undefined || columns === undefined ? null : [rows, columns]
}

function frameOf(dataset: DicomJson, address: SeriesAddress, frame: number): EngineFrame {
  const enhanced: DicomJson = { ...dataset, ...groupsOf(dataset, frame) }
  const instance = textOf(dataset, '00080018') ?? ''
  const columns = numberOf(dataset, '00280011') ?? 1
  const rows = numberOf(dataset, '00280010') ?? 1
  const spacing = spacingOf(enhanced)
  const [across, down] = vectorsOf(numbersOf(enhanced, '00200037'), 2) ?? []
  const [origin] = vectorsOf(numbersOf(enhanced, '00200032'), 1) ?? []
  const plane: ImagePlane = {
    columns, rows, origin: origin ?? [0, 0, 0], across: across ?? [1, 0, 0], down: down ?? [0, 1, 0],
    columnSpacing: spacing?.[1] ?? 1, rowSpacing: spacing?.[0] ?? 1,
  }
  const centre = numberOf(enhanced, '00281050')
  const width = numberOf(enhanced, '00281051')
  const frameTime = numberOf(dataset, '00181063')
  return {
    plane,
    imageId: `wadors:${addressOf(address)}/instances/${instance}/frames/${frame}`,
    facts: {
      ref: { study: address.study, series: address.series, instance, frame },
      order: 0,
      columns, rows,
      modality: textOf(dataset, '00080060') ?? '',
      isColour: colourSpaces.test(textOf(dataset, '00280004') ?? ''),
      location: origin === undefined || across === undefined ? null : locationOf(plane),
      orientation: across === undefined || down === undefined ? null : { across, down },
      thickness: numberOf(enhanced, '00180050'),
      spacing,
      window: centre === null || width === null ? null : { centre, width },
      rate: numberOf(dataset, '00082144') ?? numberOf(dataset, '00180040') ?? (frameTime === null || frameTime === 0 ? null : 1_000 / frameTime),
      lossy: lossySyntaxes.has(textOf(dataset, '00282110') ?? '00'),
    },
  }
}

const addressOf = ({ base, study, series }: SeriesAddress): string => new URL(`${base}/studies/${study}/series/${series}`, location.href).href

const patienceMs = [400, 1_200, 3_000]

/** A line that breaks for a moment is not a series that is not there. */
async function fetchPatiently(url: string): Promise<Response> {
  for (const wait of patienceMs) {
    try {
      return await fetch(url, { headers: { Accept: 'application/dicom+json' } })
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return fetch(url, { headers: { Accept: 'application/dicom+json' } })
}

/** Fetches what a series says about itself; its pictures come one by one, as they are looked at. */
export async function loadSeries(address: SeriesAddress): Promise<EngineSeries> {
  const answer = await fetchPatiently(`${addressOf(address)}/metadata`)
  if (!answer.ok) throw new Error(`series: ${answer.status}`)
  const instances = (await answer.json()) as readonly DicomJson[]
  const frames = instances.flatMap((dataset) => {
    const count = numberOf(dataset, '00280010') === null ? 0 : (numberOf(dataset, '00280008') ?? 1)
    const own = Array.from({ length: count }, (_, at) => frameOf(dataset, address, at + 1))
    // Marks are kept by frame of reference: a picture without one has its series for it.
    const known: DicomJson = { ...dataset, '00200052': dataset['00200052'] ?? { vr: 'UI', Value: [address.series] } }
    for (const { imageId } of own) wadors.metaDataManager.add(imageId, known as never)
    return own.map((frame) => ({ frame, dataset }))
  })
  const ordered = frames.map(({ frame }, order): EngineFrame => ({ ...frame, facts: { ...frame.facts, order } }))
  const [one] = frames
  return {
    study: address.study,
    series: address.series,
    engineFrames: ordered,
    frames: ordered.map(({ facts }) => facts),
    isVolume: one !== undefined && !one.frame.facts.isColour && frames.every(({ frame }) => frame.facts.location !== null) && isVolume(frames.map(({ frame }) => frame.plane)),
    attributes: (index) => attributesOf(frames[index]?.dataset ?? {}),
  }
}

import { z } from 'zod'
import type { FoundInstance, FoundStudy } from '#core/imaging/ports.ts'

const element = z.looseObject({ vr: z.string().optional(), Value: z.array(z.unknown()).optional(), BulkDataURI: z.string().optional(), InlineBinary: z.string().optional() })
/** One dataset of DICOM's JSON model (PS3.18 annex F): attributes by their tag. */
export const dataset = z.record(z.string(), element)
export const datasets = z.array(dataset)
export type Dataset = z.output<typeof dataset>

const first = (one: Dataset, tag: string): unknown => one[tag]?.Value?.[0]

/** The first value of an attribute as text; empty when it is absent. */
export function textOf(one: Dataset, tag: string): string {
  const value = first(one, tag)
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** The first value of an attribute as a number, or the fallback. */
export function numberOf(one: Dataset, tag: string, fallback: number): number {
  const value = Number(first(one, tag))
  return first(one, tag) === undefined || !Number.isFinite(value) ? fallback : value
}

const personName = z.object({ Alphabetic: z.string().optional(), Ideographic: z.string().optional() })

/** A person's name as it is written (PS3.18 F.2.2); empty when it is absent. */
function nameOf(one: Dataset, tag: string): string {
  const { Alphabetic, Ideographic } = personName.safeParse(first(one, tag)).data ?? {}
  return (Alphabetic ?? Ideographic ?? '').trim()
}

/** Reads one line of a list of studies. */
export const studyOf = (one: Dataset): FoundStudy => ({
  uid: textOf(one, '0020000D'),
  patientNumber: textOf(one, '00100020'),
  patientName: nameOf(one, '00100010'),
  modality: textOf(one, '00080061') || textOf(one, '00080060') || 'OT',
  description: textOf(one, '00081030'),
  date: textOf(one, '00080020'),
  time: textOf(one, '00080030'),
})

/** Reads one line of a list of instances. */
export const instanceOf = (one: Dataset): FoundInstance => ({
  uid: textOf(one, '00080018'),
  number: numberOf(one, '00200013', 0),
  sopClass: textOf(one, '00080016'),
  frames: numberOf(one, '00280008', 1),
})

type Attribute = Dataset[string]

/** An attribute without what points to the archive: addresses of bulk data stay here, at any depth. */
function withoutAddresses(attribute: Attribute): Attribute {
  const { BulkDataURI: _address, ...rest } = attribute
  const value = rest.Value?.map((item) => {
    const nested = dataset.safeParse(item)
    return typeof item === 'object' && item !== null && nested.success ? clean(nested.data) : item
  })
  return value === undefined ? rest : { ...rest, Value: value }
}

// Retrieve URL, Retrieve AE Title, Station AE Title: where the archive is, which no browser needs.
const places = new Set(['00081190', '00080054', '00080055', '7FE00010'])

/** A dataset as browsers may have it: every attribute, no bulk data, no address of the archive. */
export const clean = (one: Dataset): Dataset =>
  Object.fromEntries(Object.entries(one).filter(([tag]) => !places.has(tag)).map(([tag, attribute]) => [tag, withoutAddresses(attribute)]))

/** Metadata as browsers may have it, in the order in which a doctor scrolls. */
export const cleanInOrder = (all: readonly Dataset[]): Dataset[] =>
  all.map(clean).sort((a, b) => numberOf(a, '00200013', 0) - numberOf(b, '00200013', 0))

import { data } from 'dcmjs'
import type { Attribute } from './viewer-engine.ts'

interface Element {
  readonly vr?: string
  readonly Value?: readonly unknown[]
}

/** One instance as DICOM JSON (PS3.18 annex F). */
export type DicomJson = Readonly<Record<string, Element | undefined>>

const first = (dataset: DicomJson, tag: string): unknown => dataset[tag]?.Value?.[0]

/** The first value as text, or null. */
export const textOf = (dataset: DicomJson, tag: string): string | null => {
  const value = first(dataset, tag)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}

/** The first value as a number, or null. */
export const numberOf = (dataset: DicomJson, tag: string): number | null => numbersOf(dataset, tag)?.[0] ?? null

/** All values as numbers, or null when one of them is none. */
export function numbersOf(dataset: DicomJson, tag: string): readonly number[] | null {
  const values = dataset[tag]?.Value?.map(Number)
  return values === undefined || values.length === 0 || values.some(Number.isNaN) ? null : values
}

/** The first item of a sequence, or null. */
export const itemOf = (dataset: DicomJson, tag: string, at = 0): DicomJson | null => {
  const item = dataset[tag]?.Value?.[at]
  return typeof item === 'object' && item !== null ? (item as DicomJson) : null
}

const { dictionary } = (data as unknown as {
  readonly DicomMetaDictionary: { readonly dictionary: Readonly<Record<string, { readonly name?: string } | undefined>> }
}).DicomMetaDictionary

const dotted = (tag: string): string => `(${tag.slice(0, 4)},${tag.slice(4)})`

function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const name = (value as { readonly Alphabetic?: unknown }).Alphabetic
  return typeof name === 'string' ? name.replaceAll('^', ' ') : ''
}

/** Every attribute of an instance in the order of the standard, sequences with their items indented below them. */
export function attributesOf(dataset: DicomJson, depth = 0): readonly Attribute[] {
  return Object.keys(dataset).sort().flatMap((tag) => {
    const element = dataset[tag]
    const line = { tag: dotted(tag), keyword: dictionary[dotted(tag)]?.name ?? '', depth }
    if (element?.vr !== 'SQ') return [{ ...line, value: (element?.Value ?? []).map(valueText).join(' \\ ') }]
    const items = (element.Value ?? []) as readonly DicomJson[]
    return [{ ...line, value: '' }, ...items.flatMap((item) => attributesOf(item, depth + 1))]
  })
}

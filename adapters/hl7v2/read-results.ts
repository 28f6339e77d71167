import type { Hl7Field, Hl7Segment } from '@medplum/core'
import type { IncomingFact } from '#core/record/incoming.ts'
import type { Observation, ObservationFlag } from '#core/record/patient-record.ts'
import { momentOfTime, Unreadable } from './hl7-time.ts'

const flags: Readonly<Record<string, ObservationFlag>> = {
  N: 'normal', L: 'low', H: 'high', LL: 'critical-low', HH: 'critical-high', A: 'abnormal', AA: 'abnormal', '<': 'low', '>': 'high',
}

const number = (text: string): number | null => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null)

/** The whole text of a field; where its segment ends before it, the library has none, whatever its types say. */
export const wholeField = (segment: Hl7Segment, index: number): string => (segment.getField(index) as Hl7Field | undefined)?.toString() ?? ''

/** A reference range as laboratories print it: `3.5-5.1`, `3.5 – 5.1`, `<0.04`, `>60`. */
export function rangeOf(text: string): { readonly low: number | null; readonly high: number | null } {
  const [, low, high] = /^\s*(-?\d+(?:[.,]\d+)?)\s*[-–—]\s*(-?\d+(?:[.,]\d+)?)\s*$/.exec(text) ?? []
  if (low !== undefined && high !== undefined) return { low: number(low), high: number(high) }
  const [, sign, limit] = /^\s*([<>≤≥])\s*=?\s*(-?\d+(?:[.,]\d+)?)\s*$/.exec(text) ?? []
  if (sign === undefined || limit === undefined) return { low: null, high: null }
  return sign === '<' || sign === '≤' ? { low: null, high: number(limit) } : { low: number(limit), high: null }
}

/** Results that are final or corrected; preliminary and withdrawn ones are not facts of the record. */
export const told = new Set(['F', 'C', 'U', ''])

const timeOf = (result: Hl7Segment, order: Hl7Segment | undefined): string => result.getComponent(14, 1) || order?.getComponent(7, 1) || ''

/** By what its sender knows a result: the order, the test, and when it was taken. */
export const keyOfResult = (result: Hl7Segment, order: Hl7Segment | undefined): string =>
  `OBX|${order?.getComponent(3, 1) || order?.getComponent(2, 1) || ''}|${result.getComponent(3, 1).trim()}|${result.getComponent(4, 1)}|${timeOf(result, order)}`

/** One result with its range and flag; null where it says nothing, or is not final. */
export function readResult(result: Hl7Segment, order: Hl7Segment | undefined): IncomingFact<Observation> | null {
  if (!told.has(result.getComponent(11, 1))) return null
  const text = result.getComponent(5, 1).trim()
  const [code, name] = [result.getComponent(3, 1).trim(), result.getComponent(3, 2).trim()]
  if (code === '') throw new Unreadable('OBX-3')
  if (text === '') return null
  const value = result.getComponent(2, 1) === 'NM' ? number(text) : null
  if (value === null && result.getComponent(2, 1) === 'NM') throw new Unreadable('OBX-5')
  const { low, high } = rangeOf(wholeField(result, 7))
  const judged = flags[result.getComponent(8, 1).trim().toUpperCase()]
  return {
    key: keyOfResult(result, order),
    item: {
      category: 'laboratory',
      code,
      display: name || code,
      value: value ?? text,
      unit: result.getComponent(6, 1).trim() || null,
      referenceLow: low,
      referenceHigh: high,
      flag: judged ?? (value !== null && low !== null && value < low ? 'low' : value !== null && high !== null && value > high ? 'high' : 'normal'),
      effectiveAt: momentOfTime(timeOf(result, order), 'OBX-14'),
    },
  }
}

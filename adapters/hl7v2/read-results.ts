import type { Hl7Segment } from '@medplum/core'
import type { IncomingFact } from '#core/record/incoming.ts'
import type { Observation, ObservationFlag } from '#core/record/patient-record.ts'
import { textAt, unescaped, wholeField } from './hl7-text.ts'
import { momentOfTime, Unreadable } from './hl7-time.ts'
import { numberOf, readValue } from './read-value.ts'

const flags: Readonly<Record<string, ObservationFlag>> = {
  N: 'normal', L: 'low', H: 'high', LL: 'critical-low', HH: 'critical-high', A: 'abnormal', AA: 'abnormal', '<': 'low', '>': 'high',
}

/** A reference range as laboratories print it: `3.5-5.1`, `3.5 – 5.1`, `<0.04`, `>60`. */
export function rangeOf(text: string): { readonly low: number | null; readonly high: number | null } {
  const [, low, high] = /^\s*(-?\d+(?:[.,]\d+)?)\s*[-–—]\s*(-?\d+(?:[.,]\d+)?)\s*$/.exec(text) ?? []
  if (low !== undefined && high !== undefined) return { low: numberOf(low), high: numberOf(high) }
  const [, sign, limit] = /^\s*([<>≤≥])\s*=?\s*(-?\d+(?:[.,]\d+)?)\s*$/.exec(text) ?? []
  if (sign === undefined || limit === undefined) return { low: null, high: null }
  return sign === '<' || sign === '≤' ? { low: null, high: numberOf(limit) } : { low: numberOf(limit), high: null }
}

/** Results that are final or corrected; preliminary and withdrawn ones are not facts of the record. */
const told = new Set(['F', 'C', 'U', ''])
const withdrawn = new Set(['W', 'D', 'X'])

/** Whether its laboratory takes a result back: sent as wrong, deleted, not to be had, or with the empty value of HL7. */
export const isWithdrawn = (result: Hl7Segment): boolean => withdrawn.has(result.getComponent(11, 1)) || wholeField(result, 5).trim() === '""'

/** Whether a result is a fact of the record. */
export const isTold = (result: Hl7Segment): boolean => told.has(result.getComponent(11, 1)) && !isWithdrawn(result)

const timeOf = (result: Hl7Segment, order: Hl7Segment | undefined): string => result.getComponent(14, 1) || order?.getComponent(7, 1) || ''

/** By what its sender knows a result: the order, the test, and when it was taken. */
export const keyOfResult = (result: Hl7Segment, order: Hl7Segment | undefined): string =>
  `OBX|${order?.getComponent(3, 1) || order?.getComponent(2, 1) || ''}|${result.getComponent(3, 1).trim()}|${result.getComponent(4, 1)}|${timeOf(result, order)}`

/** One result with its range and flag; null where it says nothing, or is not final. */
export function readResult(result: Hl7Segment, order: Hl7Segment | undefined): IncomingFact<Observation> | null {
  if (!isTold(result)) return null
  const [code, name] = [textAt(result, 3), textAt(result, 3, 2)]
  if (code === '') throw new Unreadable('OBX-3')
  const value = readValue(result)
  if (value === null) return null
  const { low, high } = rangeOf(unescaped(wholeField(result, 7)))
  return {
    key: keyOfResult(result, order),
    item: {
      category: 'laboratory',
      code,
      display: name || code,
      value,
      unit: textAt(result, 6) || null,
      referenceLow: low,
      referenceHigh: high,
      flag: flags[textAt(result, 8).toUpperCase()] ?? (typeof value !== 'number' ? 'normal' : low !== null && value < low ? 'low' : high !== null && value > high ? 'high' : 'normal'),
      effectiveAt: momentOfTime(timeOf(result, order), 'OBX-14'),
    },
  }
}

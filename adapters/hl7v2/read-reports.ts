import type { Hl7Message, Hl7Segment } from '@medplum/core'
import type { IncomingFact } from '#core/record/incoming.ts'
import type { Procedure, WrittenReport } from '#core/record/patient-record.ts'
import { categoryOf } from '#core/record/report-category.ts'
import { linesOf, textAt } from './hl7-text.ts'
import { momentOfTime, Unreadable } from './hl7-time.ts'
import { isTold, isWithdrawn, keyOfResult } from './read-results.ts'

/** An order and the results under it. */
export interface ResultGroup {
  readonly order: Hl7Segment | undefined
  readonly results: readonly Hl7Segment[]
}

/** The results of a message by the order that stands before them. */
export function groupsOf(message: Hl7Message): readonly ResultGroup[] {
  const groups: { order: Hl7Segment | undefined; results: Hl7Segment[] }[] = [{ order: undefined, results: [] }]
  for (const segment of message.segments) {
    if (segment.name === 'OBR') groups.push({ order: segment, results: [] })
    if (segment.name === 'OBX') groups.at(-1)?.results.push(segment)
  }
  return groups.filter(({ results }) => results.length > 0)
}

const writtenIn = (result: Hl7Segment): string => linesOf(result, 5)

const isText = (result: Hl7Segment): boolean => ['TX', 'FT'].includes(result.getComponent(2, 1))
/** The suffixes of HL7 for what was found and what it means, and LOINC's codes for the same. */
const isImpression = (result: Hl7Segment): boolean => /&IMP$|^19005-8$/.test(idOf(result)) || /^(kết luận|impression|conclusion)\b/i.test(result.getComponent(3, 2).trim())
const isDescription = (result: Hl7Segment): boolean => /&(GDT|ADT|MSG)$|^(59776-5|18782-3)$/.test(idOf(result))
const idOf = (result: Hl7Segment): string => result.getComponent(3, 1)
/** A word or two are a value, however its sender types it. */
const longestValue = 80

/** Whether the texts under an order are somebody's report and not values in words. */
export function isReport({ order, results }: ResultGroup): boolean {
  const texts = results.filter(isText)
  const [section, named] = [order?.getComponent(24, 1) ?? '', categoryOf([order?.getComponent(24, 1) ?? '', order?.getComponent(4, 2) ?? ''])]
  if (texts.length === 0 || order === undefined) return false
  if (texts.some((one) => one.getComponent(2, 1) === 'FT' || isImpression(one) || isDescription(one))) return true
  if (section !== '' || named !== 'other') return named !== 'laboratory'
  return texts.length === results.length && texts.map(writtenIn).join('\n').length > longestValue
}

/** Whether a result is part of the report that stands under its order, and no value of its own. */
export const isPartOfReport = (group: ResultGroup, result: Hl7Segment): boolean => isText(result) && isReport(group)

const codeIn = (segment: Hl7Segment, index: number): string => textAt(segment, index).replaceAll(/\s+/g, ' ')

/** Family name, middle names, given name of the first person of a field. */
const personOf = (segment: Hl7Segment, index: number): string => [2, 4, 3].map((part) => textAt(segment, index, part)).filter((part) => part !== '').join(' ')

/** When a report was issued, and by what its sender knows it. */
function keyOfReport(order: Hl7Segment, texts: readonly Hl7Segment[]): { readonly key: string; readonly time: string } {
  const placed = order.getComponent(3, 1) || order.getComponent(2, 1)
  const time = order.getComponent(22, 1) || texts[0]?.getComponent(14, 1) || order.getComponent(7, 1)
  return { key: `OBR|${placed}|${codeIn(order, 4) || textAt(order, 4, 2)}|${placed === '' ? time : ''}`, time }
}

function reportOf(group: ResultGroup): IncomingFact<WrittenReport> | null {
  const { order, results } = group
  const texts = results.filter((one) => isText(one) && isTold(one))
  if (order === undefined || texts.length === 0) return null
  const [code, display] = [codeIn(order, 4), textAt(order, 4, 2)]
  if (code === '' && display === '') throw new Unreadable('OBR-4')
  const words = (of: readonly Hl7Segment[]): string => of.map(writtenIn).filter((text) => text !== '').join('\n')
  const [findings, conclusion] = [words(texts.filter((one) => !isImpression(one))), words(texts.filter(isImpression))]
  if (findings === '' && conclusion === '') return null
  const { key, time } = keyOfReport(order, texts)
  return {
    key,
    item: {
      category: categoryOf([order.getComponent(24, 1), display]),
      code,
      display: display || code,
      findings,
      conclusion,
      author: texts.map((one) => personOf(one, 16)).find((name) => name !== '') ?? null,
      results: results.filter((one) => !isText(one) && one.getComponent(2, 1) !== 'ED').map((one) => keyOfResult(one, order)),
      issuedAt: momentOfTime(time, 'OBR-22'),
    },
  }
}

/** The reports of a message: what was written under an order, as one. */
export const readReports = (message: Hl7Message): readonly IncomingFact<WrittenReport>[] =>
  groupsOf(message).filter(isReport).flatMap((group) => reportOf(group) ?? [])

/** Keys of reports of which every text is taken back. */
export const withdrawnReports = (message: Hl7Message): readonly string[] => groupsOf(message).filter(isReport).flatMap(({ order, results }) => {
  const texts = results.filter(isText)
  return order !== undefined && texts.every(isWithdrawn) ? [keyOfReport(order, texts).key] : []
})

/** Operations and interventions that a message tells of (PR1); without a time they have no place in the record. */
export const readProcedures = (message: Hl7Message): readonly IncomingFact<Procedure>[] =>
  message.getAllSegments('PR1').flatMap((segment) => {
    const [code, display] = [codeIn(segment, 3), textAt(segment, 3, 2) || textAt(segment, 4)]
    const time = segment.getComponent(5, 1)
    if ((code === '' && display === '') || time === '') return []
    const performedAt = momentOfTime(time, 'PR1-5')
    return [{ key: `PR1|${code || display}|${time}`, item: { code, display: display || code, status: 'completed' as const, note: '', performedAt, endedAt: null } }]
  })

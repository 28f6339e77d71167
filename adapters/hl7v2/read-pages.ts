import type { Hl7Message, Hl7Segment } from '@medplum/core'
import type { IncomingFact } from '#core/record/incoming.ts'
import { faultOfPage, isBase64, type PrintedPage } from '#core/record/printed-page.ts'
import { textAt } from './hl7-text.ts'
import { momentOfTime } from './hl7-time.ts'
import { groupsOf, type ResultGroup } from './read-reports.ts'
import { isTold, isWithdrawn } from './read-results.ts'

/** Thrown where a file within a message is no PDF that can be kept; caught where the message is read. */
export class NotPdf extends Error {
  override readonly name = 'NotPdf'
}

/** Whether a result is a file (ED) and no value. */
export const isEnclosed = (result: Hl7Segment): boolean => result.getComponent(2, 1) === 'ED'

/** The file of a result in base64: ED is source, type, subtype, encoding and data; some systems break its lines. */
function pdfOf(result: Hl7Segment): string {
  const [encoding, data] = [result.getComponent(5, 4).trim(), result.getComponent(5, 5).replaceAll(/\\(\.br|X0D|X0A|X0D0A)\\|\s/g, '')]
  if (!/^base64$/i.test(encoding) || !isBase64(data) || faultOfPage(Buffer.from(data, 'base64')) !== null) throw new NotPdf('OBX-5')
  return data
}

const timeOf = (one: Hl7Segment, order: Hl7Segment | undefined): string => one.getComponent(14, 1) || order?.getComponent(22, 1) || order?.getComponent(7, 1) || ''

function keyOfPage(one: Hl7Segment, order: Hl7Segment | undefined): string {
  const placed = order?.getComponent(3, 1) || order?.getComponent(2, 1) || ''
  return `ED|${placed}|${one.getComponent(3, 1).trim()}|${one.getComponent(4, 1)}|${placed === '' ? timeOf(one, order) : ''}`
}

function pagesOf({ order, results }: ResultGroup): readonly IncomingFact<PrintedPage>[] {
  return results.filter((one) => isEnclosed(one) && isTold(one)).map((one) => {
    const title = (order === undefined ? '' : textAt(order, 4, 2)) || textAt(one, 3, 2) || textAt(one, 3)
    return {
      key: keyOfPage(one, order),
      item: { title: title.slice(0, 120), issuedAt: momentOfTime(timeOf(one, order), 'OBX-14'), pdf: pdfOf(one) },
    }
  })
}

/** The reports of a message as they were printed; one that is no PDF refuses the message, so that nothing is lost in silence. */
export const readPages = (message: Hl7Message): readonly IncomingFact<PrintedPage>[] => groupsOf(message).flatMap(pagesOf)

/** Keys of printed reports that are taken back. */
export const withdrawnPages = (message: Hl7Message): readonly string[] =>
  groupsOf(message).flatMap(({ order, results }) => results.filter((one) => isEnclosed(one) && isWithdrawn(one)).map((one) => keyOfPage(one, order)))

import { faultOfPage, isBase64, type PrintedPage } from '#core/record/printed-page.ts'
import { composed, momentOf, wordsOf } from './incoming-facts.ts'
import { standing } from './incoming-reports.ts'
import { incomingReport, type IncomingResource } from './incoming-schema.ts'

/** Thrown where what calls itself a PDF is none that can be kept; caught where the bundle is read. */
export class NotPdf extends Error {
  override readonly name = 'NotPdf'
}

/** FHIR's base64 may be broken into lines (R4 datatypes.html#base64Binary). */
function pdfOf(data: string): string {
  const whole = data.replaceAll(/\s/g, '')
  if (!isBase64(whole) || faultOfPage(Buffer.from(whole, 'base64')) !== null) throw new NotPdf('presentedForm')
  return whole
}

/** The forms in which a report was printed and sent along; one that is only named by an address stays with its sender. */
export function readPages(resource: IncomingResource): readonly Omit<PrintedPage, 'id'>[] {
  const one = incomingReport.parse(resource)
  if (!standing.has(one.status ?? '')) return []
  return (one.presentedForm ?? []).flatMap(({ contentType, data, title, creation }) =>
    data === undefined || !/^application\/pdf\b/i.test(contentType ?? '') ? [] : [{
      title: (composed(title) || wordsOf(one.code)).slice(0, 120),
      issuedAt: momentOf(creation ?? one.issued ?? one.effectiveDateTime ?? one.effectivePeriod?.start, 'issued'),
      pdf: pdfOf(data),
    }])
}

import type { Procedure, WrittenReport } from '#core/record/patient-record.ts'
import { categoryOf } from '#core/record/report-category.ts'
import { composed, momentOf, need, wordsOf } from './incoming-facts.ts'
import type { Codeable, IncomingResource } from './incoming-schema.ts'
import { incomingProcedure, incomingReport } from './incoming-schema.ts'

/** Statuses of a report that stands; a preliminary or withdrawn one is no fact of the record. */
export const standing = new Set(['final', 'amended', 'corrected', 'appended'])

/** Plain words of a narrative: its markup is layout, and none of it reaches a screen. */
const plain = (div: string): string =>
  composed(div.replaceAll(/<(br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n').replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#160;', ' ').replaceAll('&nbsp;', ' ').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+/g, ' ').replaceAll(/\s*\n\s*/g, '\n'))

/** A code of FHIR has single spaces at most. */
const codeFrom = (one: Codeable | undefined): string => composed(one?.coding?.[0]?.code).replaceAll(/\s+/g, ' ')

type Form = { readonly contentType?: string | undefined; readonly data?: string | undefined }

/** The text of a report that came as a plain file. */
function textOf({ contentType, data }: Form): string {
  if (data === undefined || !/^text\/plain\b/i.test(contentType ?? '')) return ''
  try {
    return composed(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'base64')))
  } catch {
    return ''
  }
}

/** Reads a report that says something in words; one that only groups results is none, as the results come by themselves. */
export function readReport(resource: IncomingResource, resultKeys: (references: readonly string[]) => readonly string[]): Omit<WrittenReport, 'id'> | null {
  const one = incomingReport.parse(resource)
  if (!standing.has(one.status ?? '')) return null
  const forms = (one.presentedForm ?? []).map(textOf).filter((text) => text !== '')
  const conclusion = composed(one.conclusion) || (one.conclusionCode ?? []).map(wordsOf).filter((words) => words !== '').join('; ')
  const narrative = one.text?.status === 'empty' ? '' : plain(one.text?.div ?? '')
  const findings = forms.length > 0 ? forms.join('\n\n') : narrative === conclusion ? '' : narrative
  if (findings === '' && conclusion === '') return null
  const told = (one.category ?? []).flatMap((each) => [wordsOf(each), ...(each.coding ?? []).map(({ code }) => code ?? '')])
  return {
    category: categoryOf(told.some((words) => words !== '') ? told : [wordsOf(one.code)]),
    code: codeFrom(one.code),
    display: need(wordsOf(one.code), 'code'),
    findings,
    conclusion,
    author: composed((one.resultsInterpreter ?? one.performer)?.[0]?.display) || null,
    results: resultKeys((one.result ?? []).flatMap(({ reference }) => (reference === undefined ? [] : [reference]))),
    issuedAt: momentOf(one.issued ?? one.effectiveDateTime ?? one.effectivePeriod?.start, 'issued'),
  }
}

const procedureStates: ReadonlyMap<string, Procedure['status']> = new Map(Object.entries({ 'in-progress': 'in-progress', 'on-hold': 'in-progress', completed: 'completed', stopped: 'stopped' } as const))

/** Reads an operation that was begun; what was only planned, not done or withdrawn is none, and without a time it has no place in the record. */
export function readProcedure(resource: IncomingResource): Omit<Procedure, 'id'> | null {
  const one = incomingProcedure.parse(resource)
  const status = procedureStates.get(one.status ?? '')
  const [begun, end] = [one.performedDateTime ?? one.performedPeriod?.start, one.performedPeriod?.end]
  if (status === undefined || begun === undefined) return null
  return {
    code: codeFrom(one.code),
    display: need(wordsOf(one.code), 'code'),
    status,
    note: [wordsOf(one.outcome), ...(one.note ?? []).map(({ text }) => composed(text))].filter((text) => text !== '').join('\n'),
    performedAt: momentOf(begun, 'performed[x]'),
    endedAt: end === undefined ? null : momentOf(end, 'performedPeriod.end'),
  }
}

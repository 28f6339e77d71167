import { Hl7Message } from '@medplum/core'
import type { IncomingFact, IncomingPatient, IncomingRecord, WithdrawnKeys } from '#core/record/incoming.ts'
import { noFacts } from '#core/record/incoming.ts'
import type { Allergy, Condition, Observation } from '#core/record/patient-record.ts'
import type { RecordMessage } from '#core/record/receive-message.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import { textAt, unescaped } from './hl7-text.ts'
import { dayOfTime, momentIfTold, momentOfTime, Unreadable } from './hl7-time.ts'
import { isEnclosed, NotPdf, readPages, withdrawnPages } from './read-pages.ts'
import { groupsOf, isPartOfReport, readProcedures, readReports, withdrawnReports } from './read-reports.ts'
import { isWithdrawn, keyOfResult, readResult } from './read-results.ts'
import { readStays } from './read-stay.ts'

export type ReadRefusal = 'record.wrong-charset' | 'record.malformed' | 'record.unsupported-message' | 'record.patient-without-name' | 'record.document-not-pdf'

export interface ReadMessage {
  readonly message: RecordMessage
  /** MSH-3 and MSH-4: the sender as it names itself. */
  readonly source: string
  /** MSH-10. */
  readonly controlId: string
  /** MSH-7. */
  readonly toldAt: Date | undefined
}

/** Vietnamese in UTF-8 that was taken for Latin-1 and written in UTF-8 again. */
const mangled = /Ã[\u0080-¿]|Æ°|Ä[\u0090\u2018‘]|áº|á»/
const utf8Names = new Set(['', 'UNICODE UTF-8', 'UTF-8', 'UTF8', 'ASCII'])

/** The text of the bytes, or null where they are not what they say: a wrong charset garbles Vietnamese letters for good. */
export function decodeMessage(bytes: Uint8Array): string | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
  const declared = (/^MSH\|[^\r]*/.exec(text)?.[0] ?? '').split('|')[17]?.split('~')[0]?.trim().toUpperCase() ?? ''
  const isPlain = bytes.every((byte) => byte < 0x80)
  return mangled.test(text) || (!isPlain && !utf8Names.has(declared)) ? null : text.normalize('NFC')
}

/** The text at a place such as PID-5.2; the first component where none is named. */
const field = (message: Hl7Message, [segment, index, component = 1]: readonly [segment: string, index: number, component?: number]): string => {
  const found = message.getSegment(segment)
  return found === undefined ? '' : textAt(found, index, component)
}
const optional = (text: string): string | null => (text === '' ? null : text)

/** Family name, middle names, given name: the order in which they are written here; many systems send the whole name as the family name. */
function nameOf(message: Hl7Message): string | null {
  const parts = [1, 3, 2].map((component) => field(message, ['PID', 5, component])).filter((part) => part !== '')
  return optional(parts.join(' ').replace(/\s+/g, ' '))
}

const sexes: ReadonlyMap<string, IncomingPatient['sex']> = new Map(Object.entries({ M: 'male', F: 'female' } as const))

function patientOf(message: Hl7Message): IncomingPatient {
  const identifiers = message.getSegment('PID')?.getField(3)
  const repetitions = Array.from({ length: identifiers?.components.length ?? 0 }, (_, at) => ({
    value: unescaped(identifiers?.getComponent(1, 0, at) ?? ''), type: identifiers?.getComponent(5, 0, at).trim() ?? '',
  }))
  const numbered = (...types: readonly string[]): string | null => repetitions.find(({ type, value }) => types.includes(type) && value !== '')?.value ?? null
  const birth = field(message, ['PID', 7])
  return {
    hospitalNumber: numbered('MR', 'PI', 'PT') ?? repetitions.find(({ type }) => type === '')?.value ?? null,
    citizenId: numbered('NI', 'NNVNM', 'NNVN'),
    insuranceNumber: numbered('SN', 'HC'),
    name: nameOf(message),
    birthDate: birth.length >= 8 ? dayOfTime(birth, 'PID-7') : null,
    sex: sexes.get(field(message, ['PID', 8])) ?? 'unknown',
    address: optional([1, 2, 3, 4].map((component) => field(message, ['PID', 11, component])).filter((part) => part !== '').join(', ')),
    phone: optional(field(message, ['PID', 13])),
  }
}

function conditionsOf(message: Hl7Message): readonly IncomingFact<Condition>[] {
  return message.getAllSegments('DG1').flatMap((segment) => {
    const [code, display] = [textAt(segment, 3), textAt(segment, 3, 2) || textAt(segment, 4)]
    if (code === '' && display === '') return []
    const told = textAt(segment, 5)
    const recordedAt = momentOfTime(told || field(message, ['EVN', 2]) || field(message, ['MSH', 7]), 'DG1-5')
    return [{ key: `DG1|${field(message, ['PV1', 19])}|${code}`, item: { code, display: display || code, status: 'active' as const, recordedAt }, untold: told === '' ? ['recordedAt' as const] : [] }]
  })
}

function allergiesOf(message: Hl7Message): readonly IncomingFact<Allergy>[] {
  return message.getAllSegments('AL1').flatMap((segment) => {
    const substance = textAt(segment, 3, 2) || textAt(segment, 3)
    const criticality = segment.getComponent(4, 1) === 'SV' ? ('high' as const) : ('low' as const)
    return substance === '' ? [] : [{ key: `AL1|${substance}`, item: { substance, reaction: textAt(segment, 5), criticality } }]
  })
}

/** The results of a message that are values, each with its order; what was written under an order is its report. */
const valuesOf = (message: Hl7Message) =>
  groupsOf(message).flatMap((group) => group.results.filter((one) => !isPartOfReport(group, one) && !isEnclosed(one)).map((result) => ({ result, order: group.order })))
const resultsOf = (message: Hl7Message): readonly IncomingFact<Observation>[] => valuesOf(message).flatMap(({ result, order }) => readResult(result, order) ?? [])

const withdrawnOf = (message: Hl7Message): WithdrawnKeys => ({
  observations: valuesOf(message).filter(({ result }) => isWithdrawn(result)).map(({ result, order }) => keyOfResult(result, order)),
  reports: withdrawnReports(message),
  pages: withdrawnPages(message),
})

const admissions = new Set(['A01', 'A04'])

function messageOf(message: Hl7Message): Result<RecordMessage, ReadRefusal> {
  const [type, event] = [field(message, ['MSH', 9]), field(message, ['MSH', 9, 2])]
  const isResults = type === 'ORU' && event === 'R01'
  if (!isResults && !(type === 'ADT' && (admissions.has(event) || event === 'A08' || event === 'A40'))) return err('record.unsupported-message')
  const patient = patientOf(message)
  // Results name whom they are of by number; an admission without a name says of nobody who came.
  if (patient.name === null && (admissions.has(event) || event === 'A08')) return err('record.patient-without-name')
  const clinical: IncomingRecord = {
    ...noFacts, patient, encounters: readStays(message, admissions.has(event)), conditions: conditionsOf(message), allergies: allergiesOf(message),
    observations: isResults ? resultsOf(message) : [], reports: isResults ? readReports(message) : [], pages: isResults ? readPages(message) : [], procedures: readProcedures(message),
    withdrawn: isResults ? withdrawnOf(message) : {},
  }
  if (event === 'A40') {
    const mergedNumber = field(message, ['MRG', 1])
    return mergedNumber === '' ? err('record.malformed') : ok({ kind: 'merge', record: clinical, mergedNumber })
  }
  return ok({ kind: event === 'A08' ? 'update' : 'record', record: clinical })
}

/** Reads ADT A01, A04, A08, A40 and ORU R01. */
export function readMessage(bytes: Uint8Array): Result<ReadMessage, ReadRefusal> {
  const text = decodeMessage(bytes)
  if (text === null) return err('record.wrong-charset')
  if (!text.startsWith('MSH|') || !isStorable(text)) return err('record.malformed')
  try {
    const parsed = Hl7Message.parse(text)
    const read = messageOf(parsed)
    if (!read.ok) return read
    return ok({ message: read.value, source: `${field(parsed, ['MSH', 3])}|${field(parsed, ['MSH', 4])}`, controlId: field(parsed, ['MSH', 10]), toldAt: momentIfTold(field(parsed, ['MSH', 7])) })
  } catch (cause) {
    if (cause instanceof NotPdf) return err('record.document-not-pdf')
    if (cause instanceof Unreadable) return err('record.malformed')
    throw cause
  }
}

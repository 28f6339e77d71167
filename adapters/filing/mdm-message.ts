import type { Destination, DocumentRelation } from '#core/filing/filing.ts'
import type { OutgoingDocument } from '#core/filing/ports.ts'
import type { Participant } from '#core/minutes/form.ts'
import type { Sex } from '#core/record/patient.ts'

/** HL7 v2.5.1 MDM: T02 a new document, T10 one in place of another, T06 an addendum to one. */
const triggers: Readonly<Record<DocumentRelation, string>> = { original: 'T02', replacement: 'T10', addendum: 'T06' }
const sexes: Readonly<Record<Sex, string>> = { male: 'M', female: 'F', unknown: 'U' }

/** Delimiters within text become escape sequences (HL7 v2.5.1, 2.7). */
const escaped = (text: string): string =>
  text.normalize('NFC').replace(/[\\|^&~\r\n]/g, (sign) => `\\${{ '\\': 'E', '|': 'F', '^': 'S', '&': 'T', '~': 'R', '\r': '.br', '\n': '.br' }[sign] ?? ''}\\`)

const moment = (at: Date): string => `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`

const segment = (name: string, fields: readonly string[]): string => [name, ...fields].join('|').replace(/\|+$/, '')

/** Family name first, as Vietnamese names stand; the whole name is the family component, since it cannot be cut safely. */
const person = ({ practitioner, name, title }: Participant): string => [escaped(practitioner), escaped(name), '', '', '', '', escaped(title)].join('^')

/** Writes the document as one MDM message; the same delivery always under the same control id. */
export function mdmMessage(destination: Destination, document: OutgoingDocument, at: Date): string {
  const { form, relation, messageId } = document
  const event = triggers[relation]
  return [
    segment('MSH', ['^~\\&', 'LIENVIEN', escaped(form.remote.consulting[0]?.facilityCode ?? ''), escaped(destination.application), escaped(destination.facility),
      moment(at), '', `MDM^${event}^MDM_T02`, messageId, 'P', '2.5.1', '', '', 'AL', 'NE', 'VNM', 'UNICODE UTF-8']),
    segment('EVN', [event, moment(at)]),
    patient(document),
    segment('PV1', ['1', 'I', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', escaped(form.stay.admissionNumber)]),
    transcription(document),
    segment('OBX', ['1', 'ED', '11488-4^Consult note^LN', '1', `LIENVIEN^application^pdf^Base64^${Buffer.from(document.pdf).toString('base64')}`, '', '', '', '', '', 'F']),
  ].join('\r') + '\r'
}

function patient({ form, hospitalNumber }: OutgoingDocument): string {
  const { patient: who, stay } = form
  const numbers = [
    [hospitalNumber, 'MR'], [stay.admissionNumber === '' ? null : stay.admissionNumber, 'VN'], [who.citizenId, 'NI'], [who.insuranceNumber, 'SN'],
  ].flatMap(([number, type]) => (number ? [`${escaped(number)}^^^${escaped(form.remote.requesting.facilityCode)}^${type ?? ''}`] : []))
  const birth = who.birthDate?.replaceAll('-', '') ?? ''
  return segment('PID', ['1', '', numbers.join('~'), '', escaped(who.name ?? ''), '', birth, sexes[who.sex], '', '', escaped(who.address ?? '')])
}

function transcription({ form, minutes, amends, frozenAt, signedAt, relation, version }: OutgoingDocument): string {
  const fields: Record<number, string> = {
    1: '1', 2: 'CN^Consult note^HL70270', 3: 'AP', 4: moment(new Date(form.consult.heldAt)), 6: moment(frozenAt),
    9: person(form.chair), 12: `${minutes}^LIENVIEN`, 13: relation === 'addendum' && amends !== null ? `${amends}^LIENVIEN` : '',
    16: `bien-ban-${escaped(form.code)}-v${version}.pdf`, 17: 'LA', 22: `${person(form.chair)}^^^^^^^^${moment(signedAt)}`,
  }
  return segment('TXA', Array.from({ length: 22 }, (_, index) => fields[index + 1] ?? ''))
}

/** The receiver's answer to one message: AA and CA are receipts; AR and CR are final; AE and CE may pass. */
export interface Acknowledgement {
  readonly code: string
  readonly controlId: string
  readonly text: string
}

/** Reads MSA out of an acknowledgement; null when the text is none. */
export function readAcknowledgement(message: string): Acknowledgement | null {
  const segments = message.split(/[\r\n]+/)
  const separator = segments[0]?.startsWith('MSH') ? segments[0].charAt(3) : ''
  const found = separator === '' ? undefined : segments.find((one) => one.startsWith(`MSA${separator}`))
  if (found === undefined) return null
  const [, code = '', controlId = '', text = ''] = found.split(separator)
  return { code, controlId, text }
}

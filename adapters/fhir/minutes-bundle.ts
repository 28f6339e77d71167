import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'
import { sectionsHtml } from '#adapters/minutes-editor/document-html.ts'
import { isWritten, type SectionNode } from '#core/minutes/document.ts'
import type { MinutesForm, Participant, Site } from '#core/minutes/form.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import type { Sex } from '#core/record/patient.ts'
import { concept, systems, urnOf, type Json, type Reference, type Resource } from './fhir-json.ts'
import { narrativeOf, narrativeTable } from './narrative.ts'

/** What the document says: everything of a print but where it is checked. */
export type MinutesContent = Omit<PrintOrder, 'verifyUrl'>

const genders: Readonly<Record<Sex, string>> = { male: 'male', female: 'female', unknown: 'unknown' }

/** A stable entry id from the version of the minutes, so that the same version is always the same document. */
function entryId(minutes: string, what: string): string {
  const hash = createHash('sha256').update(`${minutes}/${what}`).digest('hex')
  return [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')
}

/**
 * The minutes as a FHIR R4 document in canonical JSON: a Composition of LOINC 11488-4 with a section for each part that was written,
 * the patient, the people and the hospitals as they stand on the paper.
 */
export function composeMinutesBundle(content: MinutesContent): string {
  const { form, id, frozenAt } = content
  const address = (what: string): Reference => ({ reference: urnOf(entryId(id, what)) })
  const people = [form.chair, form.secretary, ...form.members]
  const sites = [form.remote.requesting, ...form.remote.consulting]
  const entries: readonly Resource[] = [
    composition(content, address),
    patientOf(form, entryId(id, 'patient')),
    ...people.map((person) => practitionerOf(person, entryId(id, person.practitioner))),
    ...sites.map((site) => organizationOf(site, entryId(id, site.facilityCode))),
  ]
  const text = canonicalize({
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: systems.uri, value: urnOf(id) },
    timestamp: frozenAt.toISOString(),
    entry: entries.map((resource): Json => ({ fullUrl: urnOf(resource.id), resource })),
  })
  if (text === undefined) throw new Error('fhir: a bundle is always an object')
  return text
}

function composition({ form, document, id, amends, frozenAt, version }: MinutesContent, address: (what: string) => Reference): Resource {
  const { startedAt, endedAt } = form.remote
  const [consulting] = form.remote.consulting
  return {
    resourceType: 'Composition',
    id: entryId(id, 'composition'),
    identifier: { system: systems.minutesCode, value: `${form.code}/${version}` },
    status: 'final',
    type: concept(systems.loinc, '11488-4', 'Consult note'),
    subject: address('patient'),
    date: frozenAt.toISOString(),
    author: [form.chair, form.secretary].map((person) => address(person.practitioner)),
    title: `Biên bản hội chẩn ${form.code}, phiên bản ${version}`,
    confidentiality: 'N',
    custodian: consulting === undefined ? undefined : address(consulting.facilityCode),
    relatesTo: amends === null ? undefined : [{ code: 'appends', targetIdentifier: { system: systems.uri, value: urnOf(amends) } }],
    event: [{ period: { start: startedAt ?? form.consult.heldAt, end: endedAt ?? undefined } }],
    section: [
      { title: 'Hành chính', text: generated(narrativeTable(administrative(form))) },
      ...document.content.filter(isWritten).map(section),
      { title: 'Thông tin hội chẩn từ xa', text: generated(narrativeTable(remoteFacts(form))) },
    ],
  }
}

const generated = (div: string): Json => ({ status: 'generated', div })

const section = (one: SectionNode): Json => ({
  title: one.attrs.heading,
  code: { coding: [{ system: systems.minutesSection, code: one.attrs.key }], text: one.attrs.heading },
  text: generated(narrativeOf(sectionsHtml([one]))),
})

const person = ({ title, name, specialty, organizationName }: Participant): string =>
  [`${title} ${name}`.trim(), specialty ?? '', organizationName].filter((part) => part !== '').join(' – ')

const administrative = ({ stay, consult, chair, secretary, members }: MinutesForm): readonly (readonly [string, string])[] => [
  ['Số vào viện', stay.admissionNumber],
  ['Khoa', stay.department],
  ['Chẩn đoán', stay.diagnosis],
  ['Hội chẩn lúc', consult.heldAt],
  ['Họp tại', consult.place],
  ['Chủ tọa', person(chair)],
  ['Thư ký', person(secretary)],
  ...members.map((member, index): readonly [string, string] => [`Thành viên ${index + 1}`, person(member)]),
]

const remoteFacts = ({ remote }: MinutesForm): readonly (readonly [string, string])[] => [
  ['Mã phiên', remote.sessionCode],
  ['Căn cứ xử lý dữ liệu', remote.legalBasis],
  ['Thông tin cho người bệnh', remote.patientInformed],
  ['Bản ghi', remote.recordingCode ?? 'Không ghi hình'],
  ['Vào – ra', remote.attendance.map(({ name, stays }) => `${name}: ${stays.map((stay) => `${stay.joinedAt} – ${stay.leftAt ?? ''}`).join(', ')}`).join('; ')],
  ['Mất kết nối', remote.interruptions.map((gap) => `${gap.what}: ${gap.from} – ${gap.until ?? ''}`).join('; ')],
  ['Tài liệu đã xem', remote.reviewed.map((item) => [item.title, item.uid ?? '', item.sha256 ?? ''].filter((part) => part !== '').join(' ')).join('; ')],
]

function patientOf({ patient, stay }: MinutesForm, id: string): Resource {
  const numbers: readonly (readonly [string, string | null])[] = [
    [systems.admissionNumber, stay.admissionNumber === '' ? null : stay.admissionNumber],
    [systems.citizenId, patient.citizenId],
    [systems.insuranceNumber, patient.insuranceNumber],
  ]
  const identifier = numbers.flatMap(([system, value]) => (value === null ? [] : [{ system, value }]))
  return {
    resourceType: 'Patient',
    id,
    identifier: identifier.length === 0 ? undefined : identifier,
    name: patient.name === null ? undefined : [{ use: 'official', text: patient.name }],
    gender: genders[patient.sex],
    birthDate: patient.birthDate ?? undefined,
    address: patient.address === null ? undefined : [{ text: patient.address }],
  }
}

const practitionerOf = ({ practitioner, name, title, licenceNumber }: Participant, id: string): Resource => ({
  resourceType: 'Practitioner',
  id,
  identifier: [
    { system: systems.uri, value: urnOf(practitioner) },
    ...(licenceNumber === null ? [] : [{ system: systems.licenceNumber, value: licenceNumber }]),
  ],
  name: [{ use: 'official', text: name, prefix: title === '' ? undefined : [title] }],
})

const organizationOf = ({ name, facilityCode }: Site, id: string): Resource => ({
  resourceType: 'Organization',
  id,
  identifier: [{ system: systems.facilityCode, value: facilityCode }],
  name,
})

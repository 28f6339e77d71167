import { randomUUID } from 'node:crypto'

/** What a system posts that keeps no ids of its own: entries tied together by addresses made up for this one bundle. */
export function transactionOf(patientNumber: string, licence: string | undefined) {
  const urns = Array.from({ length: 7 }, () => `urn:uuid:${randomUUID()}`)
  const [patient = '', doctor = '', role = ''] = urns
  const subject = { reference: patient }
  const resources = [
    { resourceType: 'Patient', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: patientNumber }], name: [{ text: `Trần Văn ${patientNumber}` }], gender: 'male', birthDate: '1961-07-08' },
    { resourceType: 'Practitioner', identifier: [{ system: 'urn:his:staff', value: 'NV-9' }, { type: { coding: [{ code: 'MD' }] }, value: licence }] },
    { resourceType: 'PractitionerRole', practitioner: { reference: doctor } },
    { resourceType: 'Condition', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I21.9', display: 'Nhồi máu cơ tim cấp' }] }, subject, recordedDate: '2026-11-21' },
    { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' }, criticality: 'high', patient: subject, reaction: [{ manifestation: [{ text: 'Phản vệ' }] }] },
    { resourceType: 'MedicationRequest', status: 'active', intent: 'order', contained: [{ resourceType: 'Substance', id: 's', code: { text: 'Aspirin' } }], medicationCodeableConcept: { text: 'Aspirin 81 mg' }, supportingInformation: [{ reference: '#s' }], subject, authoredOn: '2026-11-20' },
    { resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'urgent', subject, requester: { reference: role }, reasonCode: [{ text: 'Nhồi máu cơ tim cấp' }], note: [{ text: 'Có can thiệp mạch vành không?' }] },
  ]
  return { resourceType: 'Bundle' as const, type: 'transaction' as const, entry: resources.map((resource, at) => ({ fullUrl: urns[at], resource, request: { method: 'POST' as const, url: resource.resourceType } })) }
}

/** An order whose record holds a report, the value that it is about, and an operation. */
export function orderWithReport(number: string, licence: string | undefined) {
  const subject = { reference: '#p' }
  return {
    resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject, requester: { identifier: { value: licence } },
    contained: [
      { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: number }], name: [{ text: 'Đinh Văn Báo' }], gender: 'male', birthDate: '1960-02-03' },
      { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'EF' }, subject, effectiveDateTime: '2026-11-21T08:00:00+07:00', valueQuantity: { value: 46, unit: '%' } },
      { resourceType: 'DiagnosticReport', id: 'd', status: 'final', subject, code: { text: 'Siêu âm tim' }, issued: '2026-11-21T08:00:00+07:00', conclusion: 'EF giảm nhẹ', result: [{ reference: '#o' }] },
      { resourceType: 'Procedure', id: 'x', status: 'completed', subject, code: { text: 'Mổ cắt ruột thừa' }, performedDateTime: '2020-05-01' },
    ],
  }
}

import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, it } from 'vitest'
import type { AuditPayload } from '#core/audit/audit-event.ts'
import { exampleActors, exampleCases, exampleNow } from '#core/case/testing.ts'
import { caseStatuses, type ConsultCase } from '#core/case/case.ts'
import type { CaseMinutes } from '#core/interop/ports.ts'
import { fhirTypes } from '#core/interop/system-client.ts'
import type { SignedMinutes } from '#core/minutes/minutes.ts'
import { anyRecord, exampleRecord } from '#core/record/testing.ts'
import { brandId, type CaseId, type ClientId, type PatientId, type Sha256, type SnapshotId } from '#core/shared/ids.ts'
import { allergyMapping, conditionMapping, encounterMapping } from '#adapters/fhir/clinical-resources.ts'
import type { Resource } from '#adapters/fhir/fhir-json.ts'
import { imagingMapping } from '#adapters/fhir/imaging-resource.ts'
import { observationMapping } from '#adapters/fhir/observation-resource.ts'
import { procedureMapping, reportMapping } from '#adapters/fhir/report-resources.ts'
import { writePatient } from '#adapters/fhir/patient-resource.ts'
import { operationOutcome, searchset, versioned } from './answers.ts'
import { auditEvent } from './audit-resource.ts'
import { capabilityStatement } from './capability-statement.ts'
import { appointment, consent, serviceRequest } from './case-resources.ts'
import { binary, composition, factProvenance, filedDocument, sentSnapshot, signatureProvenance } from './document-resources.ts'
import { diagnosticReport, medicationRequest, patientReference } from './record-resources.ts'

const validator = new Fhir()
/** What an independent R4 validator has against a resource. */
const faultsOf = (resource: unknown): readonly string[] =>
  validator.validate(JSON.stringify(resource), { errorOnUnexpected: true }).messages
    .filter(({ severity }) => ['error', 'fatal'].includes(String(severity)))
    .map(({ location, message }) => `${String(location)}: ${String(message)}`)

const sha = brandId<Sha256>('c'.repeat(64))
const patient = brandId<PatientId>('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0001')
const own = exampleActors.requester.organization
const { chair, secretary } = exampleActors

const minutes = {
  status: 'signed', id: brandId('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0009'), case: brandId<CaseId>('case'), version: 1, amends: null, form: {},
  document: { type: 'doc', content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Mổ cấp cứu nếu Hb < 70 g/L & mạch > 120' }] }] }] },
  frozenAt: exampleNow, frozenBy: chair.practitioner, rendered: sha, sealed: sha, signedAt: exampleNow,
  seals: [],
  signatures: [secretary, chair].map(({ practitioner, organization }, at) => ({
    practitioner, organization, role: at === 0 ? 'secretary' : 'chair', field: `s${at}`, signedAt: exampleNow, certificateSerial: '1', certificateSubject: 'CN=Thử', sealed: sha,
  })),
} as unknown as SignedMinutes
const signed: CaseMinutes = { one: exampleCases.filed, minutes, isAmended: false }
const withSession = caseStatuses.map((status) => exampleCases[status]).filter((one): one is Extract<ConsultCase, { session: unknown }> => 'session' in one)
const client = brandId<ClientId>('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0010')
const payloads: readonly AuditPayload[] = [
  { type: 'fhir.read', client, resource: 'Patient', patients: [patient], results: 1 },
  { type: 'patient.viewed', patient }, { type: 'account.signed-in' },
  { type: 'case.moved', case: brandId('case'), from: 'draft', to: 'submitted' },
]
const origin = { channel: 'hl7v2', source: 'HIS|BVDK', message: 'MSG0001', practitioner: null, client: null, receivedAt: exampleNow } as const

/** Examples of every type that we serve. */
function examples(record = exampleRecord()): Readonly<Record<(typeof fhirTypes)[number], readonly Resource[]>> {
  const subject = patientReference(record.patient.id)
  return {
    Patient: [writePatient(record.patient)],
    Encounter: record.encounters.map((one) => encounterMapping.write(one, subject)),
    Condition: record.conditions.map((one) => conditionMapping.write(one, subject)),
    Observation: record.observations.map((one) => observationMapping.write(one, subject)),
    AllergyIntolerance: record.allergies.map((one) => allergyMapping.write(one, subject)),
    MedicationRequest: record.medications.map((one) => medicationRequest(one, subject)),
    Procedure: record.procedures.map((one) => procedureMapping.write(one, subject)),
    DiagnosticReport: [...record.reports.map((one) => reportMapping.write(one, subject)), diagnosticReport(patient, { effectiveAt: exampleNow, results: record.observations.map(({ id, display }) => ({ id, display })) })],
    ImagingStudy: record.imagingStudies.map((one) => imagingMapping.write(one, subject)),
    ServiceRequest: caseStatuses.flatMap((status) => [own, exampleActors.coordinator.organization].map((viewer) => serviceRequest(exampleCases[status], viewer))),
    Appointment: withSession.map((one) => appointment(one, own)),
    DocumentReference: [
      ...record.documents.map((one) => filedDocument(patient, one)),
      sentSnapshot({ one: exampleCases.submitted, snapshot: { id: brandId<SnapshotId>('snapshot'), case: brandId<CaseId>('case'), version: 1, createdBy: chair.practitioner, createdAt: exampleNow, sha256: sha, withheld: 2, size: 100 } }),
    ],
    Binary: [binary(sha, { bytes: new TextEncoder().encode('%PDF'), mediaType: 'application/pdf' })],
    Composition: [composition(signed, own), composition({ ...signed, isAmended: true }, exampleActors.coordinator.organization)],
    Consent: caseStatuses.map((status) => consent(exampleCases[status])).filter((one) => one !== null),
    Provenance: [
      signatureProvenance(signed),
      factProvenance({ id: 'p1', patient, kind: 'Observation', target: 'obs-1', origin }),
      factProvenance({ id: 'p2', patient, kind: 'Patient', target: patient, origin: { ...origin, practitioner: chair.practitioner } }),
    ],
    AuditEvent: payloads.map((payload, at) => auditEvent(at + 1, { organization: own, actor: at === 1 ? chair.practitioner : null, at: exampleNow, payload })),
  }
}

it('is judged by a validator that tells right from wrong', () => {
  const [one] = examples().Observation
  expect(faultsOf({ ...one, status: 'perhaps' })).not.toEqual([])
  expect(faultsOf({ ...one, code: undefined })).not.toEqual([])
  expect(faultsOf({ ...one, unheardOf: true })).not.toEqual([])
})

describe.each(fhirTypes)('every %s that leaves', (type) => {
  it('passes an independent R4 validator, with its version', () => {
    const made = examples()[type]
    expect(made.length).toBeGreaterThan(0)
    for (const one of made) {
      expect(one.resourceType).toBe(type)
      expect(faultsOf(versioned(one).resource)).toEqual([])
    }
  })
})

describe('whatever the record holds', () => {
  it('its resources pass the validator', () => {
    fc.assert(fc.property(anyRecord, (record) => {
      const all = examples(record)
      for (const type of ['Patient', 'Encounter', 'Condition', 'Observation', 'AllergyIntolerance', 'MedicationRequest', 'DiagnosticReport', 'Procedure', 'ImagingStudy'] as const) {
        for (const one of all[type]) expect(faultsOf(one)).toEqual([])
      }
    }), { numRuns: 25 })
  })
})

describe('what the server says of itself and of others', () => {
  it('passes the validator', () => {
    const [found] = examples().Patient
    if (found === undefined) throw new Error('no patient')
    const page = searchset({ total: 41, found: [{ resource: found, patient }] }, { base: 'https://hoichan.example/fhir', type: 'Patient', criteria: { limit: 20, offset: 20, asked: [] }, sealed: 'x' })
    for (const one of [capabilityStatement('https://hoichan.example/fhir'), operationOutcome('not-found', 'fhir.not-found', 'Không có.'), page]) expect(faultsOf(one)).toEqual([])
    expect(JSON.stringify(page)).toMatch(/"relation":"next".*_offset=40.*"relation":"previous".*_offset=0/)
  })

  it('lists every type that is served', () => {
    const listed = JSON.stringify(capabilityStatement('https://hoichan.example/fhir'))
    for (const type of fhirTypes) expect(listed).toContain(`"type":"${type}"`)
  })

  it('gives the same version to the same content and another to another', () => {
    const [one, other] = examples().Condition
    if (one === undefined || other === undefined) throw new Error('no conditions')
    expect(versioned(one).etag).toBe(versioned(structuredClone(one)).etag)
    expect(versioned(one).etag).not.toBe(versioned(other).etag)
  })

  it('shows the advising hospital no reference to the patient, the snapshot or the basis', () => {
    const seen = JSON.stringify(serviceRequest(exampleCases.assigned, exampleActors.coordinator.organization))
    expect(seen).not.toMatch(/Patient\/|DocumentReference\//)
  })
})

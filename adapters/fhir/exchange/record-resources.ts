import type { LaboratoryReport } from '#core/interop/ports.ts'
import type { Medication } from '#core/record/patient-record.ts'
import type { OrganizationId, PatientId, PractitionerId } from '#core/shared/ids.ts'
import type { Json, Reference, Resource } from '#adapters/fhir/fhir-json.ts'
import { concept, systems, urnOf } from '#adapters/fhir/fhir-json.ts'

export const patientReference = (id: PatientId): Reference => ({ reference: `Patient/${id}` })

/** A person or hospital named by its identifier: no resource of theirs is served. */
export const practitionerReference = (id: PractitionerId): Json => ({ type: 'Practitioner', identifier: { system: systems.uri, value: urnOf(id) } })
export const hospitalReference = (id: OrganizationId, display?: string): Json => ({ type: 'Organization', identifier: { system: systems.uri, value: urnOf(id) }, display })

/** A medicine as the record holds it. What the sender prescribed stays the sender's order: through this interface nobody prescribes. */
export const medicationRequest = (one: Medication, subject: Reference): Resource => ({
  resourceType: 'MedicationRequest',
  id: one.id,
  status: one.endedOn === null ? 'active' : 'completed',
  intent: 'order',
  medicationCodeableConcept: { text: one.name },
  subject,
  authoredOn: one.startedOn,
  dosageInstruction: [{ text: one.dosage, timing: one.endedOn === null ? undefined : { repeat: { boundsPeriod: { start: one.startedOn, end: one.endedOn } } } }],
})

/** The id of a report is whose it is and when: the record keeps no other grouping of results. */
export const reportId = (patient: PatientId, effectiveAt: Date): string => `${patient}.${effectiveAt.getTime()}`

/** The laboratory results of one moment. */
export const diagnosticReport = (patient: PatientId, { effectiveAt, results }: LaboratoryReport): Resource => ({
  resourceType: 'DiagnosticReport',
  id: reportId(patient, effectiveAt),
  status: 'final',
  category: [concept(systems.diagnosticService, 'LAB', 'Laboratory')],
  code: concept(systems.loinc, '11502-2', 'Laboratory report'),
  subject: patientReference(patient),
  effectiveDateTime: effectiveAt.toISOString(),
  result: results.map(({ id, display }) => ({ reference: `Observation/${id}`, display })),
})

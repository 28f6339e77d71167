import { z } from 'zod'
import type { Allergy, Condition, Encounter, Medication } from '#core/record/patient-record.ts'
import type { Json, ResourceMapping } from './fhir-json.ts'
import { codeableConcept, codeOf, concept, instant, keyOf, systems } from './fhir-json.ts'

const encounterClasses = { inpatient: 'IMP', emergency: 'EMER', outpatient: 'AMB' } as const
const placeCodes = { department: 'wa', room: 'ro', bed: 'bd' } as const

const place = (kind: keyof typeof placeCodes, display: string | null): readonly Json[] =>
  display === null ? [] : [{ location: { display }, physicalType: concept(systems.place, placeCodes[kind]) }]

const encounterSchema = z.object({
  id: z.string(),
  class: z.object({ code: z.string() }),
  identifier: z.tuple([z.object({ value: z.string() })], z.unknown()),
  period: z.object({ start: instant, end: instant.optional() }),
  location: z.array(z.object({ location: z.object({ display: z.string() }), physicalType: codeableConcept })),
})

/** A stay or visit; department, room and bed are named as the hospital names them. */
export const encounterMapping: ResourceMapping<Encounter> = {
  resourceType: 'Encounter',
  write: (one, subject) => ({
    resourceType: 'Encounter',
    id: one.id,
    status: one.dischargedAt === null ? 'in-progress' : 'finished',
    class: { system: systems.actCode, code: encounterClasses[one.kind] },
    identifier: [{ system: systems.admissionNumber, value: one.admissionNumber }],
    subject,
    period: { start: one.admittedAt.toISOString(), end: one.dischargedAt?.toISOString() },
    location: [...place('department', one.department), ...place('room', one.room), ...place('bed', one.bed)],
  }),
  read: (resource) => {
    const one = encounterSchema.parse(resource)
    const named = (kind: keyof typeof placeCodes) =>
      one.location.find((entry) => codeOf(entry.physicalType) === placeCodes[kind])?.location.display ?? null
    return {
      id: one.id,
      kind: keyOf(encounterClasses, one.class.code),
      admissionNumber: one.identifier[0].value,
      department: named('department') ?? '',
      room: named('room'),
      bed: named('bed'),
      admittedAt: one.period.start,
      dischargedAt: one.period.end ?? null,
    }
  },
}

const conditionSchema = z.object({
  id: z.string(),
  clinicalStatus: z.object({ coding: z.tuple([z.object({ code: z.enum(['active', 'resolved']) })], z.unknown()) }),
  code: z.object({ coding: z.tuple([z.object({ code: z.string(), display: z.string() })], z.unknown()) }),
  recordedDate: instant,
})

/** A diagnosis with its ICD-10 code. */
export const conditionMapping: ResourceMapping<Condition> = {
  resourceType: 'Condition',
  write: (one, subject) => ({
    resourceType: 'Condition',
    id: one.id,
    clinicalStatus: concept(systems.conditionStatus, one.status),
    code: concept(systems.icd10, one.code, one.display),
    subject,
    recordedDate: one.recordedAt.toISOString(),
  }),
  read: (resource) => {
    const one = conditionSchema.parse(resource)
    const { code, display } = one.code.coding[0]
    return { id: one.id, code, display, status: one.clinicalStatus.coding[0].code, recordedAt: one.recordedDate }
  },
}

const allergySchema = z.object({
  id: z.string(),
  criticality: z.enum(['low', 'high']),
  code: z.object({ text: z.string() }),
  reaction: z.tuple([z.object({ manifestation: z.tuple([z.object({ text: z.string() })], z.unknown()) })], z.unknown()),
})

/** An allergy in the words of the record: the hospitals code no substances. */
export const allergyMapping: ResourceMapping<Allergy> = {
  resourceType: 'AllergyIntolerance',
  write: (one, subject) => ({
    resourceType: 'AllergyIntolerance',
    id: one.id,
    clinicalStatus: concept(systems.allergyStatus, 'active'),
    criticality: one.criticality,
    code: { text: one.substance },
    patient: subject,
    reaction: [{ manifestation: [{ text: one.reaction }] }],
  }),
  read: (resource) => {
    const one = allergySchema.parse(resource)
    return { id: one.id, substance: one.code.text, reaction: one.reaction[0].manifestation[0].text, criticality: one.criticality }
  },
}

const medicationSchema = z.object({
  id: z.string(),
  medicationCodeableConcept: z.object({ text: z.string() }),
  effectivePeriod: z.object({ start: z.string(), end: z.string().optional() }),
  dosage: z.tuple([z.object({ text: z.string() })], z.unknown()),
})

/** A medicine that the patient takes or took; a statement and not an order, as nobody prescribes through a snapshot. */
export const medicationMapping: ResourceMapping<Medication> = {
  resourceType: 'MedicationStatement',
  write: (one, subject) => ({
    resourceType: 'MedicationStatement',
    id: one.id,
    status: one.endedOn === null ? 'active' : 'completed',
    medicationCodeableConcept: { text: one.name },
    subject,
    effectivePeriod: { start: one.startedOn, end: one.endedOn ?? undefined },
    dosage: [{ text: one.dosage }],
  }),
  read: (resource) => {
    const one = medicationSchema.parse(resource)
    return {
      id: one.id,
      name: one.medicationCodeableConcept.text,
      dosage: one.dosage[0].text,
      startedOn: one.effectivePeriod.start,
      endedOn: one.effectivePeriod.end ?? null,
    }
  },
}

import type { ImagingStudy, Observation, PatientRecord, RecordDocument } from '#core/record/patient-record.ts'
import type { Patient } from '#core/record/patient.ts'
import { sexes } from '#core/record/patient.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { BrokenRow, oneOf } from './broken-row.ts'
import { fromDateColumn, fromOptionalDate } from './plain-date.ts'

/** What is loaded of a record, newest first in each list. */
export const recordParts = {
  encounters: { orderBy: { admittedAt: 'desc' } },
  conditions: { orderBy: { recordedAt: 'desc' } },
  allergies: { orderBy: { substance: 'asc' } },
  medications: { orderBy: [{ startedOn: 'desc' }, { name: 'asc' }] },
  observations: { orderBy: [{ effectiveAt: 'desc' }, { display: 'asc' }] },
  imagingStudies: {
    orderBy: { startedAt: 'desc' },
    include: { series: { orderBy: { number: 'asc' }, include: { instances: { orderBy: { number: 'asc' } } } } },
  },
  documents: { orderBy: { filedAt: 'desc' } },
} as const satisfies Prisma.PatientInclude

type RecordRow = Prisma.PatientGetPayload<{ include: typeof recordParts }>
type PatientRow = Omit<Prisma.PatientGetPayload<object>, 'searchText' | 'createdAt'>

/** Reads a patient. */
export const patientOf = (row: PatientRow): Patient => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  hospitalNumber: row.hospitalNumber,
  name: row.name,
  birthDate: fromOptionalDate(row.birthDate),
  sex: oneOf({ table: 'patient', id: row.id }, sexes, row.sex),
  citizenId: row.citizenId,
  insuranceNumber: row.insuranceNumber,
  address: row.address,
  phone: row.phone,
})

/** Reads everything that one hospital holds about a patient. */
export const recordOf = (row: RecordRow): PatientRecord => ({
  patient: patientOf(row),
  encounters: row.encounters.map(encounterOf),
  conditions: row.conditions.map(conditionOf),
  allergies: row.allergies.map(({ id, substance, reaction, criticality }) => ({
    id,
    substance,
    reaction,
    criticality: oneOf({ table: 'allergy', id }, ['low', 'high'], criticality),
  })),
  medications: row.medications.map(({ id, name, dosage, startedOn, endedOn }) => ({
    id,
    name,
    dosage,
    startedOn: fromDateColumn(startedOn),
    endedOn: fromOptionalDate(endedOn),
  })),
  observations: row.observations.map(observationOf),
  imagingStudies: row.imagingStudies.map(studyOf),
  documents: row.documents.map(documentOf),
})

const encounterOf = ({ id, kind, admissionNumber, department, room, bed, admittedAt, dischargedAt }: RecordRow['encounters'][number]) => ({
  id,
  kind: oneOf({ table: 'encounter', id }, ['inpatient', 'emergency', 'outpatient'], kind),
  admissionNumber,
  department,
  room,
  bed,
  admittedAt,
  dischargedAt,
})

const conditionOf = ({ id, code, display, status, recordedAt }: RecordRow['conditions'][number]) => ({
  id,
  code,
  display,
  status: oneOf({ table: 'condition', id }, ['active', 'resolved'], status),
  recordedAt,
})

function observationOf(row: RecordRow['observations'][number]): Observation {
  const name = { table: 'observation', id: row.id }
  const value = row.valueNumber ?? row.valueText
  if (value === null) throw new BrokenRow(name.table, name.id, 'no value')
  return {
    id: row.id,
    category: oneOf(name, ['vital-signs', 'laboratory'], row.category),
    code: row.code,
    display: row.display,
    value,
    unit: row.unit,
    referenceLow: row.referenceLow,
    referenceHigh: row.referenceHigh,
    flag: oneOf(name, ['normal', 'low', 'high', 'critical-low', 'critical-high', 'abnormal'], row.flag),
    effectiveAt: row.effectiveAt,
  }
}

const studyOf = ({ id, uid, modality, description, startedAt, series }: RecordRow['imagingStudies'][number]): ImagingStudy => ({
  id,
  uid,
  modality,
  description,
  startedAt,
  series: series.map((one) => ({
    uid: one.uid,
    description: one.description,
    instances: one.instances.map((instance) => ({ uid: instance.uid, number: instance.number, preview: brandId(instance.preview) })),
  })),
})

const documentOf = (row: RecordRow['documents'][number]): RecordDocument => ({
  id: row.id,
  kind: oneOf({ table: 'record_document', id: row.id }, ['consult-minutes'], row.kind),
  title: row.title,
  file: brandId(row.fileSha256),
  case: brandId(row.caseId),
  filedAt: row.filedAt,
  receipt: row.receipt,
})

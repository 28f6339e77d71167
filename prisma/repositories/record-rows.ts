import type { Allergy, ClinicalMedia, Condition, Encounter, ImagingStudy, Medication, Observation, PatientRecord, Procedure, RecordDocument, WrittenReport } from '#core/record/patient-record.ts'
import { procedureStatuses, reportCategories } from '#core/record/patient-record.ts'
import type { Patient } from '#core/record/patient.ts'
import { sexes } from '#core/record/patient.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { BrokenRow, oneOf } from './broken-row.ts'
import { fromDateColumn, fromOptionalDate } from './plain-date.ts'

/** What is loaded of a record, newest first in each list. */
export const recordParts = {
  encounters: { where: { supersededById: null }, orderBy: { admittedAt: 'desc' } },
  conditions: { where: { supersededById: null }, orderBy: { recordedAt: 'desc' } },
  allergies: { where: { supersededById: null }, orderBy: { substance: 'asc' } },
  medications: { where: { supersededById: null }, orderBy: [{ startedOn: 'desc' }, { name: 'asc' }] },
  observations: { where: { supersededById: null }, orderBy: [{ effectiveAt: 'desc' }, { display: 'asc' }] },
  reports: { where: { supersededById: null }, orderBy: { issuedAt: 'desc' } },
  procedures: { where: { supersededById: null }, orderBy: { performedAt: 'desc' } },
  imagingStudies: {
    orderBy: { startedAt: 'desc' },
    include: { series: { orderBy: { number: 'asc' }, include: { instances: { orderBy: { number: 'asc' } } } } },
  },
  media: { where: { supersededById: null }, orderBy: { takenAt: 'desc' } },
  documents: { orderBy: { filedAt: 'desc' } },
} as const satisfies Prisma.PatientInclude

type RecordRow = Prisma.PatientGetPayload<{ include: typeof recordParts }>
type PatientRow = Omit<Prisma.PatientGetPayload<object>, 'searchText' | 'createdAt' | 'mergedIntoId' | 'lastAdmittedAt'>

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

const newestFirst = <Item>(items: readonly Item[], at: (item: Item) => Date | string): readonly Item[] =>
  items.toSorted((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : 0))

/** Reads a patient together with those who turned out to be the same person, as one record. */
export function recordOfAll(row: RecordRow, merged: readonly RecordRow[]): PatientRecord {
  const own = recordOf(row)
  if (merged.length === 0) return own
  const all = [own, ...merged.map(recordOf)]
  return {
    patient: own.patient,
    encounters: newestFirst(all.flatMap((one) => one.encounters), (one) => one.admittedAt),
    conditions: newestFirst(all.flatMap((one) => one.conditions), (one) => one.recordedAt),
    allergies: all.flatMap((one) => one.allergies),
    medications: newestFirst(all.flatMap((one) => one.medications), (one) => one.startedOn),
    observations: newestFirst(all.flatMap((one) => one.observations), (one) => one.effectiveAt),
    reports: newestFirst(all.flatMap((one) => one.reports), (one) => one.issuedAt),
    procedures: newestFirst(all.flatMap((one) => one.procedures), (one) => one.performedAt),
    imagingStudies: newestFirst(all.flatMap((one) => one.imagingStudies), (one) => one.startedAt),
    media: newestFirst(all.flatMap((one) => one.media), (one) => one.takenAt),
    documents: newestFirst(all.flatMap((one) => one.documents), (one) => one.filedAt),
  }
}

/** Reads everything that one hospital holds about a patient. */
export const recordOf = (row: RecordRow): PatientRecord => ({
  patient: patientOf(row),
  encounters: row.encounters.map(encounterOf),
  conditions: row.conditions.map(conditionOf),
  allergies: row.allergies.map(allergyOf),
  medications: row.medications.map(medicationOf),
  observations: row.observations.map(observationOf),
  reports: row.reports.map(reportOf),
  procedures: row.procedures.map(procedureOf),
  imagingStudies: row.imagingStudies.map(studyOf),
  media: row.media.map(mediaOf),
  documents: row.documents.map(documentOf),
})

export const allergyOf = ({ id, substance, reaction, criticality }: RecordRow['allergies'][number]): Allergy => ({
  id,
  substance,
  reaction,
  criticality: oneOf({ table: 'allergy', id }, ['low', 'high'], criticality),
})

export const medicationOf = ({ id, name, dosage, startedOn, endedOn }: RecordRow['medications'][number]): Medication => ({
  id,
  name,
  dosage,
  startedOn: fromDateColumn(startedOn),
  endedOn: fromOptionalDate(endedOn),
})

export const encounterOf = ({ id, kind, admissionNumber, department, room, bed, admittedAt, dischargedAt }: RecordRow['encounters'][number]): Encounter => ({
  id,
  kind: oneOf({ table: 'encounter', id }, ['inpatient', 'emergency', 'outpatient'], kind),
  admissionNumber,
  department,
  room,
  bed,
  admittedAt,
  dischargedAt,
})

export const conditionOf = ({ id, code, display, status, recordedAt }: RecordRow['conditions'][number]): Condition => ({
  id,
  code,
  display,
  status: oneOf({ table: 'condition', id }, ['active', 'resolved'], status),
  recordedAt,
})

export function observationOf(row: RecordRow['observations'][number]): Observation {
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

export const reportOf = ({ id, category, code, display, findings, conclusion, author, results, issuedAt }: RecordRow['reports'][number]): WrittenReport => ({
  id, code, display, findings, conclusion, author, results, issuedAt,
  category: oneOf({ table: 'diagnostic_report', id }, reportCategories, category),
})

export const procedureOf = ({ id, code, display, status, note, performedAt, endedAt }: RecordRow['procedures'][number]): Procedure => ({
  id, code, display, note, performedAt, endedAt,
  status: oneOf({ table: 'procedure', id }, procedureStatuses, status),
})

export const studyOf = ({ id, uid, modality, description, startedAt, series }: RecordRow['imagingStudies'][number]): ImagingStudy => ({
  id,
  uid,
  modality,
  description,
  startedAt,
  series: series.map((one) => ({
    uid: one.uid,
    description: one.description,
    instances: one.instances.map(({ uid, number, sopClass, frames }) => ({ uid, number, sopClass, frames })),
  })),
})

export const mediaOf = (row: RecordRow['media'][number]): ClinicalMedia => ({
  id: row.id,
  kind: oneOf({ table: 'record_media', id: row.id }, ['picture', 'video', 'document'], row.kind),
  title: row.title,
  takenAt: row.takenAt,
  file: brandId(row.fileSha256),
  thumbnail: row.thumbnailSha256 === null ? null : brandId(row.thumbnailSha256),
  mediaType: row.mediaType,
  size: row.size,
})

/** Reads a filed document's row. */
export const documentOf = (row: Omit<RecordRow['documents'][number], 'file'>): RecordDocument => ({
  id: row.id,
  kind: oneOf({ table: 'record_document', id: row.id }, ['consult-minutes'], row.kind),
  title: row.title,
  file: brandId(row.fileSha256),
  case: brandId(row.caseId),
  filedAt: row.filedAt,
  receipt: row.receipt,
})

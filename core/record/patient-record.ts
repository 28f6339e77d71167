import type { CaseId, Sha256 } from '#core/shared/ids.ts'
import type { Patient, PlainDate } from './patient.ts'

/** One stay or visit (FHIR Encounter). */
export interface Encounter {
  readonly id: string
  readonly kind: 'inpatient' | 'emergency' | 'outpatient'
  /** Số vào viện, as printed on form 27/BV2. */
  readonly admissionNumber: string
  readonly department: string
  readonly room: string | null
  readonly bed: string | null
  readonly admittedAt: Date
  readonly dischargedAt: Date | null
}

/** A diagnosis by ICD-10 (FHIR Condition). */
export interface Condition {
  readonly id: string
  readonly code: string
  readonly display: string
  readonly status: 'active' | 'resolved'
  readonly recordedAt: Date
}

/** FHIR AllergyIntolerance. */
export interface Allergy {
  readonly id: string
  readonly substance: string
  readonly reaction: string
  readonly criticality: 'low' | 'high'
}

/** A medicine in use (FHIR MedicationRequest). */
export interface Medication {
  readonly id: string
  readonly name: string
  readonly dosage: string
  readonly startedOn: PlainDate
  readonly endedOn: PlainDate | null
}

export type ObservationFlag = 'normal' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'

/** One measured value, a vital sign or a laboratory result (FHIR Observation). */
export interface Observation {
  readonly id: string
  readonly category: 'vital-signs' | 'laboratory'
  /** LOINC code. */
  readonly code: string
  readonly display: string
  readonly value: number | string
  readonly unit: string | null
  readonly referenceLow: number | null
  readonly referenceHigh: number | null
  readonly flag: ObservationFlag
  readonly effectiveAt: Date
}

export const reportCategories = ['imaging', 'pathology', 'endoscopy', 'cardiology', 'laboratory', 'other'] as const
export type ReportCategory = (typeof reportCategories)[number]

/** What somebody found and wrote: a radiologist, a pathologist, an endoscopist (FHIR DiagnosticReport). */
export interface WrittenReport {
  readonly id: string
  readonly category: ReportCategory
  /** As the sender codes it; empty where it does not. */
  readonly code: string
  readonly display: string
  readonly findings: string
  readonly conclusion: string
  readonly author: string | null
  /** The observations that it is about. */
  readonly results: readonly string[]
  readonly issuedAt: Date
}

export const procedureStatuses = ['in-progress', 'completed', 'stopped'] as const

/** An operation or intervention that the patient had (FHIR Procedure). */
export interface Procedure {
  readonly id: string
  /** As the sender codes it; empty where it does not. */
  readonly code: string
  readonly display: string
  readonly status: (typeof procedureStatuses)[number]
  readonly note: string
  readonly performedAt: Date
  readonly endedAt: Date | null
}

/** One file of a series (SOP instance); it lies in the hospital's archive and is addressed by its DICOM identifiers. */
export interface ImagingInstance {
  readonly uid: string
  readonly number: number
  readonly sopClass: string
  readonly frames: number
}

/** A series of pictures of one study. */
export interface ImagingSeries {
  readonly uid: string
  readonly description: string
  readonly instances: readonly ImagingInstance[]
}

/** FHIR ImagingStudy. */
export interface ImagingStudy {
  readonly id: string
  readonly uid: string
  readonly modality: string
  readonly description: string
  readonly startedAt: Date
  readonly series: readonly ImagingSeries[]
}

/** A picture, clip or document that people brought, beside what devices send (FHIR Media). */
export interface ClinicalMedia {
  readonly id: string
  readonly kind: 'picture' | 'video' | 'document'
  readonly title: string
  readonly takenAt: Date
  readonly file: Sha256
  readonly thumbnail: Sha256 | null
  readonly mediaType: string
  readonly size: number
}

/** A document filed into the record, with the receipt of its filing (FHIR DocumentReference). */
export interface RecordDocument {
  readonly id: string
  readonly kind: 'consult-minutes'
  readonly title: string
  readonly file: Sha256
  readonly case: CaseId
  readonly filedAt: Date
  readonly receipt: string
}

/** Everything one hospital holds about one patient, newest first in each list. */
export interface PatientRecord {
  readonly patient: Patient
  readonly encounters: readonly Encounter[]
  readonly conditions: readonly Condition[]
  readonly allergies: readonly Allergy[]
  readonly medications: readonly Medication[]
  readonly observations: readonly Observation[]
  readonly reports: readonly WrittenReport[]
  readonly procedures: readonly Procedure[]
  readonly imagingStudies: readonly ImagingStudy[]
  readonly media: readonly ClinicalMedia[]
  readonly documents: readonly RecordDocument[]
}

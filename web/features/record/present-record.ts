import type { Allergy, Encounter, ImagingStudy, Medication, PatientRecord, Procedure, RecordDocument, WrittenReport } from '#core/record/patient-record.ts'
import type { IdentifierWarning } from '#core/record/identifiers.ts'
import { checkCitizenId, checkInsuranceNumber } from '#core/record/identifiers.ts'
import type { Patient, Sex, SpokenAge } from '#core/record/patient.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { MediaView } from './media-gallery.tsx'
import type { MeasuredSeries } from './measured-series.ts'
import { inReadingOrder, measuredSeries } from './measured-series.ts'

export interface PatientView {
  /** This reader may not know whose record it is. */
  readonly masked: boolean
  readonly name: string | null
  readonly age: SpokenAge | null
  readonly birthDate: string | null
  readonly sex: Sex
  readonly hospitalNumber: string
  readonly citizenId: string | null
  readonly insuranceNumber: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly warnings: readonly IdentifierWarning[]
}

export interface StudyView {
  readonly id: string
  readonly modality: string
  readonly description: string
  readonly startedAt: string
  readonly series: readonly { readonly uid: string; readonly description: string; readonly pictures: readonly string[] }[]
}

/** A record as a screen shows it: plain data, times as ISO text, each test once with its course. */
export interface RecordView {
  readonly patient: PatientView
  readonly stay: (Pick<Encounter, 'admissionNumber' | 'department' | 'room' | 'bed' | 'kind'> & { readonly admittedAt: string; readonly day: number }) | null
  readonly allergies: readonly Allergy[]
  readonly conditions: readonly { readonly id: string; readonly code: string; readonly display: string; readonly isActive: boolean; readonly recordedAt: string }[]
  readonly vitals: readonly MeasuredSeries[]
  readonly laboratory: readonly MeasuredSeries[]
  readonly medications: readonly Medication[]
  readonly encounters: readonly (Omit<Encounter, 'admittedAt' | 'dischargedAt'> & { readonly admittedAt: string; readonly dischargedAt: string | null })[]
  /** `results` are the names of the values that a report is about. */
  readonly reports: readonly (Omit<WrittenReport, 'issuedAt'> & { readonly issuedAt: string })[]
  readonly procedures: readonly (Omit<Procedure, 'performedAt' | 'endedAt'> & { readonly performedAt: string })[]
  readonly studies: readonly StudyView[]
  readonly media: readonly MediaView[]
  readonly documents: readonly (Pick<RecordDocument, 'id' | 'title' | 'file' | 'case' | 'receipt'> & { readonly filedAt: string })[]
}

const dayMs = 86_400_000

function presentPatient(patient: Patient, now: Date): PatientView {
  const { name, birthDate, sex, hospitalNumber, citizenId, insuranceNumber, address, phone } = patient
  return {
    name, birthDate, sex, hospitalNumber, citizenId, insuranceNumber, address, phone,
    masked: patient.masked === true,
    age: spokenAge(birthDate, now),
    warnings: [
      ...(citizenId === null ? [] : checkCitizenId(citizenId, sex, birthDate)),
      ...(insuranceNumber === null ? [] : checkInsuranceNumber(insuranceNumber)),
    ],
  }
}

const presentStudy = (study: ImagingStudy): StudyView => ({
  id: study.id,
  modality: study.modality,
  description: study.description,
  startedAt: study.startedAt.toISOString(),
  series: study.series.map(({ uid, description, instances }) => ({
    uid,
    description,
    pictures: instances
      .toSorted((a, b) => a.number - b.number)
      .map((one) => `studies/${study.uid}/series/${uid}/instances/${one.uid}/rendered?viewport=640,640&quality=80`),
  })),
})

/** Turns a record, own or sent, into what its pages show. */
export function presentRecord(record: PatientRecord, now: Date): RecordView {
  const stay = record.encounters.find((one) => one.dischargedAt === null)
  const { observations } = record
  return {
    patient: presentPatient(record.patient, now),
    stay: stay === undefined ? null : {
      kind: stay.kind, admissionNumber: stay.admissionNumber, department: stay.department, room: stay.room, bed: stay.bed,
      admittedAt: stay.admittedAt.toISOString(),
      day: Math.floor((now.getTime() - stay.admittedAt.getTime()) / dayMs) + 1,
    },
    allergies: record.allergies,
    conditions: record.conditions.map(({ id, code, display, status, recordedAt }) => ({
      id, code, display, isActive: status === 'active', recordedAt: recordedAt.toISOString(),
    })),
    vitals: inReadingOrder(measuredSeries(observations.filter((one) => one.category === 'vital-signs'))),
    laboratory: measuredSeries(observations.filter((one) => one.category === 'laboratory')),
    medications: record.medications,
    encounters: record.encounters.map((one) => ({
      ...one, admittedAt: one.admittedAt.toISOString(), dischargedAt: one.dischargedAt?.toISOString() ?? null,
    })),
    reports: record.reports.map((one) => ({
      ...one, issuedAt: one.issuedAt.toISOString(), results: [...new Set(observations.filter(({ id }) => one.results.includes(id)).map(({ display }) => display))],
    })),
    procedures: record.procedures.map(({ endedAt: _, ...one }) => ({ ...one, performedAt: one.performedAt.toISOString() })),
    studies: record.imagingStudies.map(presentStudy),
    media: record.media.map(({ id, kind, title, takenAt, thumbnail }) => ({ id, kind, title, takenAt: takenAt.toISOString(), hasThumbnail: thumbnail !== null })),
    documents: record.documents.map(({ id, title, file, case: caseId, receipt, filedAt }) => ({
      id, title, file, case: caseId, receipt, filedAt: filedAt.toISOString(),
    })),
  }
}

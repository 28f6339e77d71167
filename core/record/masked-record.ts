import type { ClinicalMedia, ImagingStudy, PatientRecord } from './patient-record.ts'
import { spokenAge, type Patient, type PatientSummary, type PlainDate, type Sex } from './patient.ts'
import { makeRedactor } from './redaction.ts'

/** What stands in place of a name; the age and the sex stand beside it wherever a patient is shown. */
const maskedNames = { male: 'Người bệnh nam', female: 'Người bệnh nữ', unknown: 'Người bệnh' } as const satisfies Record<Sex, string>

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * A day of birth that tells the age at a moment and no more: the first of a year, of a month under six years. The age of a newborn is
 * counted in days and cannot be told without its day.
 */
export function roughBirthDate(birthDate: PlainDate | null, at: Date): PlainDate | null {
  const age = spokenAge(birthDate, at)
  if (age === null || age.unit === 'days') return birthDate
  if (age.unit === 'years') return `${at.getUTCFullYear() - age.value}-01-01`
  const months = at.getUTCFullYear() * 12 + at.getUTCMonth() - age.value
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}-01`
}

/** A patient as a list or a header shows one whose identity is masked. */
export const maskedSummary = ({ birthDate, sex }: PatientSummary, at: Date): PatientSummary => ({
  name: maskedNames[sex], birthDate: roughBirthDate(birthDate, at), sex,
})

const maskedPatient = (patient: Patient, at: Date): Patient => ({
  ...patient, ...maskedSummary(patient, at), masked: true, hospitalNumber: '', citizenId: null, insuranceNumber: null, address: null, phone: null,
})

/** Encapsulated PDF and CDA (PS3.4 B.5): pages that carry a letterhead with the name. */
const writtenPages = new Set(['1.2.840.10008.5.1.4.1.1.104.1', '1.2.840.10008.5.1.4.1.1.104.2'])

const withoutPages = (study: ImagingStudy): ImagingStudy => ({
  ...study, series: study.series.filter(({ instances }) => !instances.some(({ sopClass }) => writtenPages.has(sopClass))),
})

/** A page is printed with its patient's name as a rule, and what is printed cannot be taken out. */
export const isPrinted = ({ kind }: Pick<ClinicalMedia, 'kind'>): boolean => kind === 'document'

/**
 * A record without whose it is: no name, number, address or day of birth, where it lay in the ward, or documents; what is known of the
 * patient is taken out of every text. `at` is the moment at which the age is told.
 */
export function maskedRecord(record: PatientRecord, at: Date): PatientRecord {
  const { patient } = record
  const admissions = record.encounters.map(({ admissionNumber }) => admissionNumber)
  const hide = makeRedactor([patient.name, patient.hospitalNumber, patient.citizenId, patient.insuranceNumber, patient.address, patient.phone, ...admissions])
  return {
    patient: maskedPatient(patient, at),
    encounters: record.encounters.map((one) => ({ ...one, admissionNumber: '', department: hide(one.department), room: null, bed: null })),
    conditions: record.conditions.map((one) => ({ ...one, display: hide(one.display) })),
    allergies: record.allergies.map((one) => ({ ...one, substance: hide(one.substance), reaction: hide(one.reaction) })),
    medications: record.medications.map((one) => ({ ...one, name: hide(one.name), dosage: hide(one.dosage) })),
    observations: record.observations.map((one) => ({ ...one, display: hide(one.display), value: typeof one.value === 'string' ? hide(one.value) : one.value })),
    reports: record.reports.map((one) => ({ ...one, display: hide(one.display), findings: hide(one.findings), conclusion: hide(one.conclusion) })),
    procedures: record.procedures.map((one) => ({ ...one, display: hide(one.display), note: hide(one.note) })),
    imagingStudies: record.imagingStudies.map(withoutPages).map((study) => ({
      ...study, description: hide(study.description), series: study.series.map((series) => ({ ...series, description: hide(series.description) })),
    })),
    media: record.media.filter((one) => !isPrinted(one)).map((one) => ({ ...one, title: hide(one.title) })),
    documents: [],
  }
}

import type { Sex, SpokenAge } from '#core/record/patient.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { PatientListItem } from '#core/record/ports.ts'
import { searchLimit } from '#core/record/view-record.ts'

/** One patient in the list. */
export interface PatientRow {
  readonly id: string
  readonly name: string | null
  readonly age: SpokenAge | null
  readonly sex: Sex
  readonly hospitalNumber: string
  readonly citizenId: string | null
  readonly insuranceNumber: string | null
  readonly department: string | null
  readonly room: string | null
  readonly bed: string | null
  readonly mainDiagnosis: string | null
  readonly admittedAt: string | null
}

export interface FoundPatients {
  readonly rows: readonly PatientRow[]
  /** There may be more than are shown. */
  readonly isCut: boolean
}

/** What a list may show of patients: no address, no phone. */
export const presentPatients = (items: readonly PatientListItem[], now: Date): FoundPatients => ({
  isCut: items.length >= searchLimit,
  rows: items.map(({ patient, department, room, bed, mainDiagnosis, admittedAt }) => ({
    id: patient.id,
    name: patient.name,
    age: spokenAge(patient.birthDate, now),
    sex: patient.sex,
    hospitalNumber: patient.hospitalNumber,
    citizenId: patient.citizenId,
    insuranceNumber: patient.insuranceNumber,
    department, room, bed, mainDiagnosis,
    admittedAt: admittedAt?.toISOString() ?? null,
  })),
})

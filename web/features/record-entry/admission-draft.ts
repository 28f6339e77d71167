import type { AdmissionDraft } from '#core/record/admission-draft.ts'
import { sexes } from '#core/record/patient.ts'
import { fromWallTime, readTime } from '#web/ui/zoned-time.ts'
import type { admitPatient } from './actions.ts'

export const kinds = ['inpatient', 'emergency', 'outpatient'] as const

/** The form before anything is typed. */
export const emptyAdmission: AdmissionDraft = {
  name: '', sex: '', birthDate: '', hospitalNumber: '', citizenId: '', insuranceNumber: '', phone: '', address: '',
  kind: 'inpatient', admissionNumber: '', department: '', room: '', bed: '', date: '', time: '', diagnosis: '',
}
const filledByItself: ReadonlySet<string> = new Set(['kind', 'date', 'time'])

/** Whether anything of a patient stands in the form. */
export const isBegun = (draft: AdmissionDraft): boolean => Object.entries(draft).some(([field, words]) => words !== '' && !filledByItself.has(field))

type Written = Parameters<typeof admitPatient>[0]

/** What is sent, or null while something that must be there is missing. */
export function written(draft: AdmissionDraft, timeZone: string): Written | null {
  const sex = sexes.find((one) => one === draft.sex)
  const kind = kinds.find((one) => one === draft.kind)
  const admittedAt = fromWallTime({ date: draft.date, time: readTime(draft.time) ?? '' }, timeZone)
  const { name, hospitalNumber, citizenId, insuranceNumber, phone, address, admissionNumber, department, room, bed } = draft
  if (sex === undefined || kind === undefined || admittedAt === null || [name, hospitalNumber, admissionNumber, department].some((one) => one.trim() === '')) return null
  return {
    patient: { name, sex, birthDate: draft.birthDate === '' ? null : draft.birthDate, hospitalNumber, citizenId, insuranceNumber, phone, address },
    stay: { kind, admissionNumber, department, room, bed, admittedAt: admittedAt.toISOString() },
    diagnosis: draft.diagnosis === '' ? null : draft.diagnosis,
  }
}

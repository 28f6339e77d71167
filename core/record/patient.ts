import type { OrganizationId, PatientId } from '#core/shared/ids.ts'

/** Administrative sex with the national codes 1 male, 2 female, 3 unknown. */
export const sexes = ['male', 'female', 'unknown'] as const
export type Sex = (typeof sexes)[number]

/** A calendar date without a zone, `yyyy-mm-dd`. */
export type PlainDate = string

/** A patient as one hospital knows them; another hospital knows them only through a snapshot. */
export interface Patient {
  readonly id: PatientId
  readonly organization: OrganizationId
  /** The hospital's own number for the person (mã người bệnh). */
  readonly hospitalNumber: string
  /** Null for an emergency patient nobody can name yet. */
  readonly name: string | null
  readonly birthDate: PlainDate | null
  readonly sex: Sex
  /** CCCD, 12 digits, or a 9-digit CMND, or a passport number. */
  readonly citizenId: string | null
  /** BHYT card number. */
  readonly insuranceNumber: string | null
  readonly address: string | null
  readonly phone: string | null
  /** Who reads this may not know whose record it is: name, numbers, address and day of birth are not the patient's own. */
  readonly masked?: true
}

/** What a list or a header shows of a patient. */
export interface PatientSummary {
  readonly name: string | null
  readonly birthDate: PlainDate | null
  readonly sex: Sex
}

/** Age in completed years on a day, or null when the birth date is unknown. */
export function ageOn(birthDate: PlainDate | null, day: Date): number | null {
  if (birthDate === null) return null
  const [year = 0, month = 1, date = 1] = birthDate.split('-').map(Number)
  const hadBirthday = day.getUTCMonth() + 1 > month || (day.getUTCMonth() + 1 === month && day.getUTCDate() >= date)
  return day.getUTCFullYear() - year - (hadBirthday ? 0 : 1)
}

/** An age as it is spoken: days in the first month of life, months under six years (72 tháng), completed years after. */
export interface SpokenAge {
  readonly value: number
  readonly unit: 'days' | 'months' | 'years'
}

const dayMs = 86_400_000

/** The age on a day as doctors say it, or null when the birth date is unknown. */
export function spokenAge(birthDate: PlainDate | null, day: Date): SpokenAge | null {
  const years = ageOn(birthDate, day)
  if (birthDate === null || years === null) return null
  if (years >= 6) return { value: years, unit: 'years' }
  const [year = 0, month = 1, date = 1] = birthDate.split('-').map(Number)
  const months = (day.getUTCFullYear() - year) * 12 + day.getUTCMonth() + 1 - month - (day.getUTCDate() < date ? 1 : 0)
  if (months >= 1) return { value: months, unit: 'months' }
  return { value: Math.max(0, Math.floor((day.getTime() - Date.UTC(year, month - 1, date)) / dayMs)), unit: 'days' }
}

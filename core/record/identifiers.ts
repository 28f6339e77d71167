import type { PlainDate, Sex } from './patient.ts'

/** Remarks about an identifier; they warn and never block, because cards in use carry errors. */
export type IdentifierWarning =
  | 'identifier.citizen-id-shape'
  | 'identifier.citizen-id-sex'
  | 'identifier.citizen-id-birth-year'
  | 'identifier.insurance-shape'

/**
 * Compares a CCCD with sex and birth date: 3 digits province, 1 century and sex (0 male, 1 female 19xx; 2, 3 20xx), 2 year, 6 serial.
 * A 9-digit CMND and passports are valid and tell nothing.
 */
export function checkCitizenId(value: string, sex: Sex, birthDate: PlainDate | null): readonly IdentifierWarning[] {
  if (/^\d{9}$/.test(value) || /^[A-Z]\d{7,8}$/.test(value)) return []
  if (!/^\d{12}$/.test(value)) return ['identifier.citizen-id-shape']
  const warnings: IdentifierWarning[] = []
  const centuryAndSex = Number(value[3])
  if (sex !== 'unknown' && (centuryAndSex % 2 === 0) !== (sex === 'male')) warnings.push('identifier.citizen-id-sex')
  const year = 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(value.slice(4, 6))
  if (birthDate !== null && Number(birthDate.slice(0, 4)) !== year) warnings.push('identifier.citizen-id-birth-year')
  return warnings
}

/** Checks a BHYT number: two letters, benefit level 1–5 and 12 digits, or the ten-digit social insurance number. */
export const checkInsuranceNumber = (value: string): readonly IdentifierWarning[] =>
  /^([A-Z]{2}[1-5]\d{12}|\d{10})$/.test(value) ? [] : ['identifier.insurance-shape']

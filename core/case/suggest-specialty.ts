import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { Condition } from '#core/record/patient-record.ts'

/** ICD-10 chapters and blocks by the specialty that a doctor would think of first; the first match decides. */
const byCode: readonly (readonly [RegExp, SpecialtyCode])[] = [
  [/^I6/, 'neurology'],
  [/^I/, 'cardiology'],
  [/^G/, 'neurology'],
  [/^S0[0-9]/, 'neurosurgery'],
  [/^[ST]/, 'trauma-orthopaedics'],
  [/^O/, 'obstetrics'],
  [/^P/, 'paediatrics'],
  [/^(C|D[0-4])/, 'oncology'],
  [/^(K2[5-8]|K3[5-8]|K4|K5[5-7]|K6[3-6]|K8[0-3])/, 'general-surgery'],
  [/^(R57|R65|J80|J96)/, 'intensive-care'],
  [/^[AB]/, 'infectious-diseases'],
]

/** The specialty that the newest active diagnosis points to, among those that can be asked; else the first of them. */
export function suggestSpecialty(conditions: readonly Condition[], offered: readonly SpecialtyCode[]): SpecialtyCode | null {
  for (const condition of conditions) {
    if (condition.status !== 'active') continue
    const found = byCode.find(([codes, specialty]) => codes.test(condition.code) && offered.includes(specialty))
    if (found) return found[1]
  }
  return offered.includes('internal-medicine') ? 'internal-medicine' : (offered[0] ?? null)
}

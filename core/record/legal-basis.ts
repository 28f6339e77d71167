import type { PractitionerId } from '#core/shared/ids.ts'

/**
 * Why the patient's data may reach another hospital (Luật BVDLCN 91/2025 Đ19, Đ26 k2): the patient's written request with its
 * evidence, an urgent threat to life or health, or another basis that is named.
 */
export type LegalBasis = LegalBasisGround & { readonly recordedBy: PractitionerId; readonly recordedAt: Date }

export type LegalBasisGround =
  | { readonly kind: 'written-request'; readonly evidence: string }
  | { readonly kind: 'emergency'; readonly reason: string }
  | { readonly kind: 'other'; readonly name: string }

/** Whether the ground says what it must: evidence, reason or name, not just a tick. */
export function isNamed(ground: LegalBasisGround): boolean {
  switch (ground.kind) {
    case 'written-request':
      return ground.evidence.trim() !== ''
    case 'emergency':
      return ground.reason.trim() !== ''
    case 'other':
      return ground.name.trim() !== ''
  }
}

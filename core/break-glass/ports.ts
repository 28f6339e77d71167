import type { OpenGlass } from '#core/directory/actor.ts'
import type { CaseId, GlassId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** A case that could be opened in need: what tells it apart from others, and nothing of the patient. */
export interface CaseBehindGlass {
  readonly case: CaseId
  readonly code: string
  readonly asking: OrganizationId
  readonly advising: OrganizationId
  readonly sentAt: Date
}

export const glassVerdicts = ['justified', 'not-justified'] as const
export type GlassVerdict = (typeof glassVerdicts)[number]

/** What one hospital's auditor found of an opening. */
export interface GlassReview {
  readonly organization: OrganizationId
  readonly reviewer: PractitionerId
  readonly verdict: GlassVerdict
  readonly note: string
  readonly at: Date
}

/** One opening: who, from where, which case, why, and for how long. */
export interface BrokenGlass {
  readonly id: GlassId
  readonly case: CaseId
  readonly code: string
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  /** The hospital whose patient it is about. */
  readonly asking: OrganizationId
  readonly reason: string
  readonly openedAt: Date
  readonly until: Date
  readonly reviews: readonly GlassReview[]
}

export interface GlassToBreak {
  readonly id: GlassId
  readonly case: CaseId
  readonly reason: string
  readonly at: Date
}

/** Openings: those of the actor, and to an auditor those of the own people and of the own patients. */
export interface GlassRepository {
  /** Cases by their whole code within the own hospital, or by the patient's own number wherever they were sent. */
  behind(asked: string): Promise<readonly CaseBehindGlass[]>
  /** Opens a case that was sent, for three hours; null where there is none. */
  open(glass: GlassToBreak): Promise<{ readonly asking: OrganizationId } | null>
  /** What stands open to one person now. */
  standing(practitioner: PractitionerId, now: Date): Promise<readonly OpenGlass[]>
  find(id: GlassId): Promise<BrokenGlass | null>
  /** Newest first. */
  of(practitioner: PractitionerId, limit: number): Promise<readonly BrokenGlass[]>
  /** Newest first, those that the hospital has not reviewed before all others. */
  toReview(organization: OrganizationId, limit: number): Promise<readonly BrokenGlass[]>
  review(id: GlassId, review: GlassReview): Promise<void>
}

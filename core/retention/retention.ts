import type { Brand, CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** What a record is about, as far as it decides how long it is kept. */
export const retentionKinds = ['general', 'accident', 'psychiatric', 'death'] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** Years after the last entry (TT 33/2025): 10, for accidents and psychiatric care 20, after a death 30. */
export const yearsKept: Readonly<Record<RetentionKind, number>> = { general: 10, accident: 20, psychiatric: 20, death: 30 }

/** The shortest of all periods: nothing younger can be past its time. */
export const shortestPeriod = Math.min(...Object.values(yearsKept))

/** The first moment at which nothing obliges the hospital to keep the record any longer; 29 February becomes 1 March, never earlier. */
export function keptUntil(kind: RetentionKind, lastEntry: Date): Date {
  const until = new Date(lastEntry)
  until.setUTCFullYear(until.getUTCFullYear() + yearsKept[kind])
  return until
}

/** The moment that many years before another. */
export function yearsBefore(at: Date, years: number): Date {
  const before = new Date(at)
  before.setUTCFullYear(before.getUTCFullYear() - years)
  return before
}

export type HoldId = Brand<string, 'HoldId'>

/** An order that nothing of a case may be disposed of: a complaint, an inquiry, a court. */
export interface LegalHold {
  readonly id: HoldId
  readonly case: CaseId
  readonly organization: OrganizationId
  readonly reason: string
  readonly placedBy: PractitionerId
  readonly placedAt: Date
}

/** Where a hospital's copy of a case stands; `listed` by the nightly round, `released` by a person. */
export type RetentionState = 'kept' | 'held' | 'listed' | 'released'

/** What is known of a case's retention; no clinical word and no patient. */
export interface RetentionFacts {
  readonly kind: RetentionKind
  readonly lastEntry: Date
  readonly held: boolean
  readonly listedAt: Date | null
  readonly releasedAt: Date | null
}

/** A hold comes before everything but a release that was given before it. */
export function retentionState({ held, listedAt, releasedAt }: RetentionFacts): RetentionState {
  if (held) return 'held'
  if (releasedAt !== null) return 'released'
  return listedAt === null ? 'kept' : 'listed'
}

/** Whether the round may put the case on the list now: its time has passed, it is not there yet, and nobody holds it. */
export const isDue = (facts: RetentionFacts, now: Date): boolean =>
  retentionState(facts) === 'kept' && keptUntil(facts.kind, facts.lastEntry) <= now

/** Whether an administrator may release it: listed, not held, and its time has passed by its kind as it is now. */
export const mayBeReleased = (facts: RetentionFacts, now: Date): boolean =>
  retentionState(facts) === 'listed' && keptUntil(facts.kind, facts.lastEntry) <= now

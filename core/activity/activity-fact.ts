import type { Actor } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { ConsultKind, Transfer } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { OrganizationId } from '#core/shared/ids.ts'

/** What one sent request tells about the work between two hospitals: times and codes, nothing of the patient. */
export interface ActivityFact {
  readonly requesting: OrganizationId
  readonly consulting: OrganizationId
  readonly kind: ConsultKind
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly submittedAt: Date
  /** A team was named. */
  readonly assignedAt: Date | null
  readonly bookedFor: Date | null
  /** The session began. */
  readonly connectedAt: Date | null
  readonly endedAt: Date | null
  readonly interruptions: number
  /** The last signature was put under the minutes. */
  readonly signedAt: Date | null
  readonly closing: 'rejected' | 'cancelled' | null
  /** Whether the advice was followed; null while the treating doctor has not said. */
  readonly followed: boolean | null
  /** Whether the patient was to be transferred and need not be; null while nobody has said. */
  readonly transfer: Transfer | null
}

/** Requests sent within the half-open window. */
export interface ActivityWindow {
  readonly from: Date
  readonly until: Date
}

export interface ActivityRepository {
  /** What was sent to or by the hospital that asks. */
  facts(window: ActivityWindow): Promise<readonly ActivityFact[]>
}

/** Coordinators and administrators read the figures of their own hospital, and so does its auditor. */
export const mayReadActivity = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'coordinator' || role === 'admin' || role === 'auditor')

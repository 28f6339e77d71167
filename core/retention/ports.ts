import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { HoldId, LegalHold, RetentionFacts, RetentionKind, RetentionState } from './retention.ts'

/** One case as the list of records shows it. */
export interface RetentionLine extends RetentionFacts {
  readonly case: CaseId
  readonly code: string
  readonly holds: readonly (LegalHold & { readonly own: boolean })[]
}

export interface RetentionQuery {
  /** The start of a case's code. */
  readonly code: string
  readonly state: RetentionState | null
  readonly limit: number
  readonly offset: number
}

/** Retention of the cases of one hospital; holds of both hospitals of a case count. */
export interface RetentionRepository {
  list(query: RetentionQuery): Promise<{ readonly lines: readonly RetentionLine[]; readonly total: number }>
  find(caseId: CaseId): Promise<RetentionLine | null>
  /** Waits for whoever changes the same case's retention. */
  findForChange(caseId: CaseId): Promise<RetentionLine | null>
  setKind(caseId: CaseId, set: { readonly kind: RetentionKind; readonly by: PractitionerId; readonly at: Date }): Promise<void>
  putOnList(caseId: CaseId, listed: { readonly kind: RetentionKind; readonly at: Date }): Promise<void>
  release(caseId: CaseId, released: { readonly by: PractitionerId; readonly at: Date }): Promise<void>
  hold(hold: LegalHold): Promise<void>
  lift(hold: HoldId, lifted: { readonly by: PractitionerId; readonly at: Date; readonly reason: string }): Promise<boolean>
  /** Whether a hold of either hospital stands on the case. */
  isHeld(caseId: CaseId): Promise<boolean>
}

export interface RetentionRepositories extends Repositories {
  readonly retention: RetentionRepository
}

export interface RetentionPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: RetentionRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** A case of one hospital whose last entry is older than the shortest period. */
export interface RetentionCandidate {
  readonly case: CaseId
  readonly organization: OrganizationId
}

import type { OrganizationId } from '#core/shared/ids.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLink, ChainFault } from './chain.ts'
import type { Testimony, Witnessed } from './witness.ts'

/** Appends to the organisation's chain, in the same transaction as what it tells of. */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>
}

/** How far a chain was checked, and the first fault that was met. */
export interface CheckedChain {
  readonly links: number
  readonly fault: ChainFault | null
}

/** The chains of every hospital, for the platform's own watch over them. */
export interface AuditChains {
  /** Where each chain ends now. */
  heads(): Promise<readonly { readonly organization: OrganizationId; readonly sequence: number }[]>
  /** The next links after a place, in order; empty at the end. */
  after(organization: OrganizationId, sequence: number): Promise<readonly AuditLink[]>
  verify(organization: OrganizationId, witnessed: Witnessed): Promise<CheckedChain>
  /** Keeps what a check found, for the auditor's eyes. */
  keep(organization: OrganizationId, checked: CheckedChain & { readonly at: Date; readonly witnessed: number }): Promise<void>
}

/** Keeps hashes of links where the database's owner does not reach. */
export interface Witness {
  /** Up to which place a chain has been witnessed. */
  end(organization: OrganizationId): number
  /** Keeps testimonies on disk before it resolves; one caller at a time. */
  note(testimonies: readonly Testimony[]): Promise<void>
  /** Everything that was witnessed; throws when its own record does not hold together. */
  recall(organization: OrganizationId): Promise<Witnessed>
}

/** Hands links on to a collector of the hospital's, in order and at least once. */
export interface AuditForwarder {
  forward(organization: OrganizationId, links: readonly AuditLink[]): Promise<void>
}

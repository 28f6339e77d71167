import type { SessionPlan } from '#core/case/case.ts'
import type { GuestRole } from '#core/room/guest-part.ts'
import type { CaseId, GuestId, OrganizationId, PractitionerId, SessionId } from '#core/shared/ids.ts'

/** Somebody without an account, invited to one session in one role by a link that opens once. */
export interface Guest {
  readonly id: GuestId
  readonly case: CaseId
  readonly session: SessionId
  /** The advising hospital, which answers for the guest. */
  readonly organization: OrganizationId
  /** As the inviter knows them: family name first. */
  readonly name: string
  readonly workplace: string
  readonly role: GuestRole
  readonly invitedBy: PractitionerId
  readonly invitedAt: Date
  /** When the link, and whatever it opened, ends by itself. */
  readonly expiresAt: Date
  /** When the link was spent; null while it waits. */
  readonly arrivedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** `invited`: the link waits; `arrived`: it is spent, and one browser holds what it opened. */
export type GuestStanding = 'invited' | 'arrived' | 'withdrawn' | 'expired'

/** Where an invitation stands now. */
export function standingOfGuest({ withdrawnAt, expiresAt, arrivedAt }: Guest, now: Date): GuestStanding {
  if (withdrawnAt !== null) return 'withdrawn'
  if (now >= expiresAt) return 'expired'
  return arrivedAt === null ? 'invited' : 'arrived'
}

/** Sessions run over: how long after its booked end a link still opens, in milliseconds. */
export const guestStaysAfterEnd = 4 * 3_600_000

/** When an invitation made now ends by itself. */
export const guestExpiry = ({ startsAt, durationMinutes }: SessionPlan, now: Date): Date =>
  new Date(Math.max(startsAt.getTime() + durationMinutes * 60_000, now.getTime()) + guestStaysAfterEnd)

/** How many may stand invited to one session at once: a list that one person still knows by name. */
export const mostGuests = 10

export const longestGuestName = 100
export const longestWorkplace = 150

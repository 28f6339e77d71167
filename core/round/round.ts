import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { Meeting, MeetingId } from '#core/meeting/meeting.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { CaseId, OrganizationId, PractitionerId, RoundId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'

/**
 * One day of a meeting (giao ban, đi buồng) with its patients in their order, each under a case of their own: one of them stands before
 * everybody at a time, and whoever goes along sees that one and no other.
 */
export interface Round {
  readonly id: RoundId
  readonly meeting: MeetingId
  readonly organization: OrganizationId
  /** The day of the meeting's rule. */
  readonly on: PlainDate
  readonly patients: readonly CaseId[]
  /** Before whom it stands; null before the first and after the last. */
  readonly current: CaseId | null
  readonly endedAt: Date | null
}

/** How many patients one round may have. */
export const mostPatients = 40

/** The chair of the meeting leads its rounds, and so may the hospital's coordinators. */
export const mayLeadRound = (actor: Actor, { organization, chair }: Pick<Meeting, 'organization' | 'chair'>): boolean =>
  actor.organization === organization && (actor.practitioner === chair || isCoordinator(actor))

/** Whoever is expected goes along; who leads is among them. */
export const mayFollowRound = (actor: Actor, meeting: Pick<Meeting, 'organization' | 'chair' | 'people'>): boolean =>
  mayLeadRound(actor, meeting) || goesAlong(meeting).includes(actor.practitioner)

/** Everybody who goes along. */
export const goesAlong = ({ chair, people }: Pick<Meeting, 'chair' | 'people'>): readonly PractitionerId[] => [chair, ...people]

/** The round goes to one of its patients, the next one or any other. */
export function goTo(round: Round, to: CaseId): Result<Round, 'round.over' | 'round.no-such-patient'> {
  if (round.endedAt !== null) return err('round.over')
  return round.patients.includes(to) ? ok({ ...round, current: to }) : err('round.no-such-patient')
}

/** The round is over, wherever it stood. */
export const endedAt = (round: Round, at: Date): Result<Round, 'round.over'> =>
  round.endedAt === null ? ok({ ...round, current: null, endedAt: at }) : err('round.over')

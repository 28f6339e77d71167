import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayAnswerForPatient, mayWriteMinutes } from '#core/case/policy.ts'
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
  /** Khoa / buồng / giường of each, as the record that was sent says; it names nobody, so everybody who goes along may know it. */
  readonly places: ReadonlyMap<CaseId, string>
  /** Before whom it stands; null before the first and after the last. */
  readonly current: CaseId | null
  readonly endedAt: Date | null
}

/** Three lines that were noted before a patient. */
export interface RoundNote {
  readonly case: CaseId
  readonly text: string
  readonly by: PractitionerId
  readonly at: Date
}

/** Who notes: whoever leads, the chair and the secretary of the case, and the doctor who treats the patient. */
export const mayNote = (actor: Actor, meeting: Pick<Meeting, 'organization' | 'chair'>, one: ConsultCase): boolean =>
  mayLeadRound(actor, meeting) || mayWriteMinutes(actor, one) || mayAnswerForPatient(actor, one)

/** The longest note, in UTF-16 code units; the database holds to the same. */
export const longestNote = 600
const noteLines = 3

/** A note as it is kept, or null where it is longer than three lines. */
export function noteText(written: string): string | null {
  const text = written.normalize('NFC').replaceAll('\r\n', '\n').trim()
  return text.length > longestNote || text.split('\n').length > noteLines ? null : text
}

/** The line that is noted at a bed where everything goes on as before; minutes, which are written in Vietnamese, take it over as their direction. */
export const unchangedCourse = 'Không thay đổi hướng điều trị.'

/** The note with that line, or null where it has it already or is full. */
export function withUnchanged(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return lines.includes(unchangedCourse) || lines.length >= noteLines ? null : [...lines, unchangedCourse].join('\n')
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

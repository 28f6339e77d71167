import type { ConsultCase } from '#core/case/case.ts'
import { mayViewCase } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Meeting, MeetingDay, MeetingId } from '#core/meeting/meeting.ts'
import { dayOf } from '#core/meeting/meeting.ts'
import { mayKeepMeetings } from '#core/meeting/plan-meeting.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { canBeBooked } from './plan-round.ts'
import type { RoundReadPorts, RoundRepositories } from './ports.ts'
import type { Round, RoundNote } from './round.ts'
import { mayFollowRound, mayLeadRound, mayNote } from './round.ts'

/** One place in the order: the case, where the person may see it now. */
export interface RoundStop {
  readonly case: CaseId
  readonly one: ConsultCase | null
  /** What was noted, to whom the case is shown. */
  readonly note: (RoundNote & { readonly writer: string }) | null
  readonly mayNote: boolean
}

export interface ViewedRound {
  readonly round: Round
  readonly meeting: Meeting
  readonly day: MeetingDay | null
  readonly stops: readonly RoundStop[]
  readonly leads: boolean
}

/** A round as somebody who goes along may see it: of the patients, those before whom it stands or who are theirs in any case. */
export const makeViewRound =
  (ports: Pick<RoundReadPorts, 'read'>) =>
  (actor: Actor, id: RoundId): Promise<Result<ViewedRound, 'round.not-found'>> =>
    ports.read(actor, async ({ rounds, meetings, cases, directory }) => {
      const round = await rounds.find(id)
      const meeting = round === null ? null : await meetings.find(round.meeting)
      if (round === null || meeting === null || !mayFollowRound(actor, meeting)) return err('round.not-found')
      const notes = await rounds.notes(id)
      const writers = notes.length === 0 ? [] : await directory.practitioners([...new Set(notes.map(({ by }) => by))])
      const stops = await Promise.all(round.patients.map(async (caseId): Promise<RoundStop> => {
        const one = await shownCase(cases, actor, caseId)
        const note = one === null ? undefined : notes.find((noted) => noted.case === caseId)
        return { case: caseId, one, note: note === undefined ? null : { ...note, writer: writers.find((person) => person.id === note.by)?.name ?? '' }, mayNote: one !== null && mayNote(actor, meeting, one) }
      }))
      return ok({ round, meeting, day: dayOf(meeting, round.on), stops, leads: mayLeadRound(actor, meeting) })
    })

async function shownCase(cases: RoundRepositories['cases'], actor: Actor, id: CaseId): Promise<ConsultCase | null> {
  const one = await cases.find(id)
  return one !== null && mayViewCase(actor, one) ? one : null
}

export interface ListedRounds {
  /** Those of the meetings at which the person is expected or which they lead. */
  readonly rounds: readonly Round[]
  /** What may be put on a round: cases that have a team; empty for who plans none. */
  readonly bookable: readonly ConsultCase[]
}

/** The rounds of these meetings, and for whoever plans them the cases that could be put on one. */
export const makeListRounds =
  (ports: Pick<RoundReadPorts, 'read'>) =>
  (actor: Actor, meetings: readonly Meeting[]): Promise<ListedRounds> =>
    ports.read(actor, async ({ rounds, cases }) => {
      const followed: readonly MeetingId[] = meetings.filter((meeting) => mayFollowRound(actor, meeting)).map(({ id }) => id)
      const found = followed.length === 0 ? [] : await rounds.ofMeetings(followed)
      const listed = mayKeepMeetings(actor) ? (await cases.list({ statuses: ['assigned', 'scheduled'], limit: 200, offset: 0 })).cases : []
      return { rounds: found, bookable: listed.filter((one) => canBeBooked(actor, one)) }
    })

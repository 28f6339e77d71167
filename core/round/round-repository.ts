import type { MeetingId } from '#core/meeting/meeting.ts'
import type { CaseId, OrganizationId, RoundId } from '#core/shared/ids.ts'
import type { Round, RoundNote } from './round.ts'

/** The rounds of the meetings that the own hospital keeps or is invited to. */
export interface RoundRepository {
  find(id: RoundId): Promise<Round | null>
  /** Finds and holds it against other writers until the transaction ends. */
  findForChange(id: RoundId): Promise<Round | null>
  add(round: Round): Promise<void>
  save(round: Round): Promise<void>
  /** Of these meetings, by day. */
  ofMeetings(meetings: readonly MeetingId[]): Promise<readonly Round[]>
  /** Those that are not over and have one of these patients. */
  holding(cases: readonly CaseId[]): Promise<readonly Round[]>
  /** Those of the hospital's own meetings that are not over. */
  open(organization: OrganizationId): Promise<readonly Round[]>
  /** What was noted before those of its patients whose case the scope sees. */
  notes(id: RoundId): Promise<readonly RoundNote[]>
  /** What was noted last before this patient, on whatever round. */
  noteOf(one: CaseId): Promise<RoundNote | null>
  keepNote(id: RoundId, note: RoundNote): Promise<void>
  /** The patients before whom a round stands now that the person goes along with. */
  visits(): Promise<readonly CaseId[]>
}

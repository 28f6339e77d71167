import type { CaseId, SessionId } from '#core/shared/ids.ts'
import type { Occupant } from './room.ts'

/** What the portal vouches for when it sends a person to the room: who, for whom, in which part, to which session. */
export interface JoinTicket extends Occupant {
  readonly case: CaseId
  readonly session: SessionId
}

/** What the portal vouches for when it opens the live minutes of a case to a person. */
export interface MinutesTicket extends Pick<Occupant, 'actor' | 'name'> {
  readonly case: CaseId
}

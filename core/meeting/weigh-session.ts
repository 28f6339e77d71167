import { teamOf } from '#core/case/case.ts'
import { mayCoordinate } from '#core/case/policy.ts'
import { slotOf } from '#core/case/session-conflicts.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner } from '#core/directory/directory.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Holiday } from './holidays.ts'
import { holidayOn } from './holidays.ts'
import { daysOf } from './meeting.ts'
import type { MeetingReadPorts } from './ports.ts'
import { plusDays } from './recurrence.ts'
import type { ForeseenConflict } from './view-meetings.ts'
import { conflictsOn } from './view-meetings.ts'

/** What a case's session would meet at some time. */
export interface WeighedSession {
  readonly conflicts: readonly ForeseenConflict[]
  /** Whoever the conflicts name. */
  readonly people: ReadonlyMap<PractitionerId, Practitioner>
  /** The public holiday on which it would fall. */
  readonly holiday: Holiday | null
}

/** Who of a case's people is expected elsewhere at a time, at sessions and meetings alike, and whether it is a holiday: warnings, since an urgent case takes precedence. */
export const makeWeighSession =
  (ports: MeetingReadPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly startsAt: Date; readonly durationMinutes: number }): Promise<Result<WeighedSession, 'case.not-found'>> =>
    ports.read(actor, async ({ cases, meetings, directory }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayCoordinate(actor, one)) return err('case.not-found')
      const slot = slotOf(input)
      const day = ports.today(input.startsAt)
      // A meeting of the day before may run over midnight.
      const days = { from: plusDays(day, -1), until: plusDays(day, 2) }
      const booked = await cases.list({ sessionWithin: slot, limit: 100, offset: 0 })
      const others = (await meetings.within(days)).flatMap((meeting) => daysOf(meeting, days))
      const people = [one.requester, ...teamOf(one).filter(({ invitation }) => invitation.reply !== 'declined').map(({ practitioner }) => practitioner)]
      const conflicts = conflictsOn(slot, people, { cases: booked.cases, except: one.id, others, ports })
      const named = conflicts.length === 0 ? [] : await directory.practitioners([...new Set(conflicts.map(({ practitioner }) => practitioner))])
      return ok({ conflicts, people: new Map(named.map((person) => [person.id, person])), holiday: holidayOn(day) })
    })

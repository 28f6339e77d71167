import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { ConsultCase, SessionPlan } from './case.ts'
import { hasTeam } from './case.ts'

/** A stretch of time, half-open. */
export interface Slot {
  readonly from: Date
  readonly until: Date
}

/** Somebody who is expected in another session at the same time. */
export interface SessionConflict {
  readonly practitioner: PractitionerId
  readonly caseCode: string
  readonly startsAt: Date
}

/** When a booked session takes place. */
export const slotOf = (session: Pick<SessionPlan, 'startsAt' | 'durationMinutes'>): Slot => ({
  from: session.startsAt,
  until: new Date(session.startsAt.getTime() + session.durationMinutes * 60_000),
})

/** Whether two half-open stretches share a moment; one that begins as the other ends does not. */
export const overlaps = (a: Slot, b: Slot): boolean => a.from < b.until && b.from < a.until

/** Who of the people is expected elsewhere during the slot: a warning, since an urgent case may rightly take precedence. */
export function conflictsDuring(
  slot: Slot,
  people: readonly PractitionerId[],
  booked: { readonly cases: readonly ConsultCase[]; readonly except: CaseId | null },
): readonly SessionConflict[] {
  const conflicts: SessionConflict[] = []
  for (const other of booked.cases) {
    if (other.id === booked.except || !isExpected(other) || !overlaps(slot, slotOf(other.session))) continue
    const busy = new Set([other.requester, ...other.team.filter((one) => one.invitation.reply !== 'declined').map((one) => one.practitioner)])
    for (const practitioner of people) {
      if (busy.has(practitioner)) conflicts.push({ practitioner, caseCode: other.code, startsAt: other.session.startsAt })
    }
  }
  return conflicts
}

type ExpectedCase = Extract<ConsultCase, { readonly session: SessionPlan }>

/** A session that is still to come or running. */
const isExpected = (one: ConsultCase): one is ExpectedCase =>
  hasTeam(one) && (one.status === 'scheduled' || one.status === 'lobby' || one.status === 'live' || one.status === 'interrupted')

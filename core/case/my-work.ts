import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import { hasTeam } from './case.ts'
import { mayAnswerForPatient, mayCoordinate, mayEnterSession, membershipOf } from './policy.ts'
import { isDoorOpen } from './run-session.ts'
import { isAnswerable } from './transitions.ts'
import { connectBy, urgencies } from './urgency.ts'

/** What can wait for a person, the most pressing first: of several in one case only the first is shown. */
export const workKinds = [
  'answer-invitation', 'enter-session', 'answer-handover', 'replace-decliner', 'take-in-hand', 'assign-team', 'schedule-session', 'answer-ask',
  'sign-minutes', 'write-minutes', 'conclude-minutes', 'report-outcome', 'finish-draft', 'session-ahead',
] as const
export type WorkKind = (typeof workKinds)[number]

/** Counts down to a deadline or an appointment, or up from when it began to wait. */
export type WorkClock = { readonly until: Date } | { readonly since: Date }

export interface WorkItem {
  readonly kind: WorkKind
  readonly case: ConsultCase
  readonly clock: WorkClock
}

/** What the cases themselves cannot tell. */
export interface WorkFacts {
  readonly now: Date
  /** Cases whose minutes wait for this person's signature now. */
  readonly toSign: ReadonlySet<CaseId>
}

const day = 24 * 3_600_000

/** How long the treating doctor has to report what was done, in milliseconds. */
export const outcomeDueAfter = 7 * day

/** What waits for the actor, one item per case, the most urgent first and within that the clock that runs out first. */
export function myWork(actor: Actor, cases: readonly ConsultCase[], facts: WorkFacts): readonly WorkItem[] {
  const items: WorkItem[] = []
  for (const one of cases) {
    const waiting = [...asSigner(one, facts), ...asRequester(actor, one), ...asCoordinator(actor, one), ...asInvited(actor, one), ...atTheDoor(actor, one, facts.now)]
    const first = waiting.toSorted((a, b) => workKinds.indexOf(a.kind) - workKinds.indexOf(b.kind))[0]
    if (first) items.push(first)
  }
  return items.toSorted(byUrgencyThenClock)
}

function byUrgencyThenClock(a: WorkItem, b: WorkItem): number {
  const rank = urgencies.indexOf(a.case.request.urgency) - urgencies.indexOf(b.case.request.urgency)
  if (rank !== 0) return rank
  // A deadline comes before what merely waits; the earlier moment comes first in both.
  if ('until' in a.clock !== 'until' in b.clock) return 'until' in a.clock ? -1 : 1
  return moment(a.clock) - moment(b.clock)
}

const moment = (clock: WorkClock): number => ('until' in clock ? clock.until : clock.since).getTime()

/** The deadline that the urgency sets, else how long it has waited. */
function deadline(one: ConsultCase, since: Date): WorkClock {
  const until = 'submittedAt' in one ? connectBy(one.request.urgency, one.submittedAt) : null
  return until === null ? { since } : { until }
}

function asRequester(actor: Actor, one: ConsultCase): readonly WorkItem[] {
  if (!mayAnswerForPatient(actor, one)) return []
  if (one.status === 'draft') return [{ kind: 'finish-draft', case: one, clock: { since: one.createdAt } }]
  if (one.status === 'needs-info') return [{ kind: 'answer-ask', case: one, clock: deadline(one, one.ask.askedAt) }]
  if (one.status === 'filed' || one.status === 'awaiting-outcome') {
    return [{ kind: 'report-outcome', case: one, clock: { until: new Date(one.filing.filedAt.getTime() + outcomeDueAfter) } }]
  }
  return []
}

function asCoordinator(actor: Actor, one: ConsultCase): readonly WorkItem[] {
  if (!mayCoordinate(actor, one)) return []
  if (one.status === 'submitted') return [{ kind: 'take-in-hand', case: one, clock: deadline(one, one.submittedAt) }]
  if (!('coordinator' in one)) return []
  if (one.handover?.to === actor.practitioner) return [{ kind: 'answer-handover', case: one, clock: { since: one.handover.at } }]
  if (one.coordinator !== actor.practitioner) return []
  if (one.status === 'coordinating') return [{ kind: 'assign-team', case: one, clock: deadline(one, one.submittedAt) }]
  if (one.status !== 'assigned' && one.status !== 'scheduled') return []
  const declined = one.team.some((member) => member.invitation.reply === 'declined')
  const clock = one.status === 'scheduled' ? { until: one.session.startsAt } : deadline(one, one.assignedAt)
  if (declined) return [{ kind: 'replace-decliner', case: one, clock }]
  return one.status === 'assigned' ? [{ kind: 'schedule-session', case: one, clock }] : []
}

/** Minutes and addenda wait for the treating doctor's signature as well. */
const asSigner = (one: ConsultCase, { toSign }: WorkFacts): readonly WorkItem[] =>
  'endedAt' in one && toSign.has(one.id) ? [{ kind: 'sign-minutes', case: one, clock: { since: one.endedAt } }] : []

function asInvited(actor: Actor, one: ConsultCase): readonly WorkItem[] {
  const mine = membershipOf(actor, one)
  if (mine === null || !hasTeam(one)) return []
  if (mine.invitation.reply === 'pending' && isAnswerable(one, mine)) {
    const clock = 'session' in one ? { until: one.session.startsAt } : deadline(one, mine.invitation.invitedAt)
    return [{ kind: 'answer-invitation', case: one, clock }]
  }
  if (one.status !== 'ended' && one.status !== 'minutes-drafting' && one.status !== 'returned') return []
  if (mine.part === 'secretary') return [{ kind: 'write-minutes', case: one, clock: { since: one.endedAt } }]
  return mine.part === 'chair' ? [{ kind: 'conclude-minutes', case: one, clock: { since: one.endedAt } }] : []
}

/** Sessions whose door is open, and those of the next 24 hours. */
function atTheDoor(actor: Actor, one: ConsultCase, now: Date): readonly WorkItem[] {
  if (!mayEnterSession(actor, one)) return []
  switch (one.status) {
    case 'scheduled': {
      const clock = { until: one.session.startsAt }
      if (isDoorOpen(one, now)) return [{ kind: 'enter-session', case: one, clock }]
      return one.session.startsAt.getTime() - now.getTime() < day ? [{ kind: 'session-ahead', case: one, clock }] : []
    }
    case 'lobby':
      return [{ kind: 'enter-session', case: one, clock: { since: one.lobbyOpenedAt } }]
    case 'live':
    case 'interrupted':
      return [{ kind: 'enter-session', case: one, clock: { since: one.startedAt } }]
    default:
      return []
  }
}

import type { LegalBasis } from '#core/record/legal-basis.ts'
import { isNamed } from '#core/record/legal-basis.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Result } from '#core/shared/result.ts'
import type { PractitionerId, SnapshotId } from '#core/shared/ids.ts'
import { teamOf } from './case.ts'
import { missingForSubmission } from './completeness.ts'
import type {
  AssignedCase, CancelledCase, CaseStatus, ClosedCase, ConsultCase, ConsultRequest, CoordinatedCase, CoordinatingCase, Decision, DraftCase, EndedCase, FiledCase, Filing, Handover,
  InterruptedCase, LiveCase, LobbyCase, NeedsInfoCase, Outcome, RejectedCase, ScheduledCase, SessionPlan, SubmittedCase, TeamMember,
} from './case.ts'

type Moved<To, E extends string = never> = Result<To, 'case.wrong-state' | E>
const wrongState = err('case.wrong-state')

/** Rewrites a draft's request. */
export const editDraft = (c: ConsultCase, request: ConsultRequest): Moved<DraftCase> =>
  c.status === 'draft' ? ok({ ...c, request }) : wrongState

/** Records why the data may leave; asked for in a draft, and again only with a new basis. */
export const recordLegalBasis = (c: ConsultCase, legalBasis: LegalBasis): Moved<DraftCase, 'snapshot.no-legal-basis'> => {
  if (c.status !== 'draft') return wrongState
  return isNamed(legalBasis) ? ok({ ...c, legalBasis }) : err('snapshot.no-legal-basis')
}

/** Attaches a frozen snapshot: the first one in a draft, a newer version when more was asked for. */
export const attachSnapshot = (c: ConsultCase, snapshot: SnapshotId): Moved<DraftCase | NeedsInfoCase> =>
  c.status === 'draft' || c.status === 'needs-info' ? ok({ ...c, snapshot }) : wrongState

/** draft → submitted: nothing leaves without a legal basis and a snapshot. */
export function submit(c: ConsultCase, at: Date): Moved<SubmittedCase, 'case.incomplete' | 'snapshot.no-legal-basis' | 'snapshot.missing'> {
  if (c.status !== 'draft') return wrongState
  if (missingForSubmission(c.request).length > 0) return err('case.incomplete')
  if (c.legalBasis === null) return err('snapshot.no-legal-basis')
  if (c.snapshot === null) return err('snapshot.missing')
  return ok({ ...c, status: 'submitted', legalBasis: c.legalBasis, snapshot: c.snapshot, submittedAt: at })
}

/** submitted → coordinating: one coordinator takes the case in hand. */
export const takeInHand = (c: ConsultCase, coordinator: PractitionerId): Moved<CoordinatingCase> =>
  c.status === 'submitted' ? ok({ ...c, status: 'coordinating', coordinator }) : wrongState

/** Somebody coordinates it, and there is something left to coordinate. */
const isHeld = (c: ConsultCase): c is CoordinatedCase => 'coordinator' in c && c.status !== 'rejected' && c.status !== 'closed'

/** Offers the case to another coordinator; of an emergency, and where somebody takes it over, it changes hands at once. */
export function offerHandover(c: ConsultCase, offer: Handover): Moved<CoordinatedCase, 'handover.same-person' | 'handover.no-note'> {
  if (!isHeld(c)) return wrongState
  if (offer.to === c.coordinator) return err('handover.same-person')
  if (c.request.urgency === 'emergency' || offer.by === offer.to) return ok(heldBy(c, offer.to))
  return offer.note.trim() === '' ? err('handover.no-note') : ok({ ...c, handover: offer })
}

/** Whoever the case was offered to takes it, or leaves it where it is. */
export function answerHandover(c: ConsultCase, given: { readonly by: PractitionerId; readonly accepts: boolean }): Moved<CoordinatedCase, 'handover.not-offered'> {
  if (!isHeld(c)) return wrongState
  if (c.handover?.to !== given.by) return err('handover.not-offered')
  return ok(heldBy(c, given.accepts ? given.by : c.coordinator))
}

/** The offer is taken back. */
export function withdrawHandover(c: ConsultCase): Moved<CoordinatedCase, 'handover.not-offered'> {
  if (!isHeld(c)) return wrongState
  return c.handover === undefined ? err('handover.not-offered') : ok(heldBy(c, c.coordinator))
}

/** In somebody's hands, and offered to nobody. */
function heldBy(c: CoordinatedCase, coordinator: PractitionerId): CoordinatedCase {
  const { handover: _settled, ...rest } = c
  return { ...rest, coordinator }
}

/** coordinating → needs-info. */
export const askForMore = (c: ConsultCase, text: string, at: Date): Moved<NeedsInfoCase> =>
  c.status === 'coordinating' ? ok({ ...c, status: 'needs-info', ask: { text, askedAt: at } }) : wrongState

/** needs-info → coordinating, with the request rewritten. */
export function answerAsk(c: ConsultCase, request: ConsultRequest): Moved<CoordinatingCase, 'case.incomplete'> {
  if (c.status !== 'needs-info') return wrongState
  if (missingForSubmission(request).length > 0) return err('case.incomplete')
  const { ask: _answered, ...rest } = c
  return ok({ ...rest, status: 'coordinating', request })
}

/** coordinating → rejected, with a reason and what to do instead. */
export const reject = (c: ConsultCase, rejection: RejectedCase['rejection']): Moved<RejectedCase> =>
  c.status === 'coordinating' ? ok({ ...c, status: 'rejected', rejection }) : wrongState

/** The states in which a case may be masked: once the minutes are frozen, whoever signs them has to know whose they are. */
export const maskableStatuses: readonly CaseStatus[] = [
  'submitted', 'coordinating', 'needs-info', 'assigned', 'scheduled', 'lobby', 'live', 'interrupted', 'ended', 'minutes-drafting',
]

/** Masks the case, or names the patient again; the latter in any state. */
export const maskIdentity = (c: ConsultCase, masked: boolean): Moved<ConsultCase> =>
  masked && !maskableStatuses.includes(c.status) ? wrongState : ok({ ...c, masked })

export type TeamRefusal = 'team.no-chair' | 'team.no-secretary' | 'team.duplicate-member'

/**
 * coordinating or assigned → assigned; a case whose session is booked or runs keeps its state, for somebody may be called away, or be
 * needed, at any moment: one chair, one secretary, nobody twice (so chair ≠ secretary).
 */
export function assign(c: ConsultCase, team: readonly TeamMember[], at: Date): Moved<InvitingCase, TeamRefusal> {
  if (c.status !== 'coordinating' && !isInviting(c)) return wrongState
  if (team.filter((one) => one.part === 'chair').length !== 1) return err('team.no-chair')
  if (team.filter((one) => one.part === 'secretary').length !== 1) return err('team.no-secretary')
  if (new Set(team.map((one) => one.practitioner)).size !== team.length) return err('team.duplicate-member')
  return c.status === 'coordinating' || c.status === 'assigned' ? ok({ ...c, status: 'assigned', team, assignedAt: at }) : ok({ ...c, team })
}

/** assigned or scheduled → scheduled; a second time moves the appointment, and so it does while people are only at the door. */
export function schedule(c: ConsultCase, session: SessionPlan): Moved<ScheduledCase> {
  if (c.status === 'assigned' || c.status === 'scheduled') return ok({ ...c, status: 'scheduled', session })
  if (c.status !== 'lobby') return wrongState
  const { lobbyOpenedAt: _opened, ...rest } = c
  return ok({ ...rest, status: 'scheduled', session })
}

type InvitingCase = AssignedCase | ScheduledCase | LobbyCase | LiveCase | InterruptedCase

/** From assignment until the session has ended people are invited, and answer. */
export const isInviting = (c: ConsultCase): c is InvitingCase =>
  c.status === 'assigned' || c.status === 'scheduled' || c.status === 'lobby' || c.status === 'live' || c.status === 'interrupted'

/** The minutes need chair and secretary: who of them has not agreed by the end may still do so, until all have signed. */
export const isAnswerable = (c: ConsultCase, mine: TeamMember): c is InvitingCase | EndedCase =>
  isInviting(c) || (mine.part !== 'member' && mine.invitation.reply !== 'accepted' && isEnded(c) && c.status !== 'signed')

/** Records an invited person's answer. */
export function answerInvitation(
  c: ConsultCase,
  given: { readonly by: PractitionerId; readonly at: Date; readonly answer: { readonly reply: 'accepted' } | { readonly reply: 'declined'; readonly reason: string } },
): Moved<InvitingCase | EndedCase, 'invitation.not-invited'> {
  const mine = teamOf(c).find((one) => one.practitioner === given.by)
  if (mine === undefined) return isInviting(c) ? err('invitation.not-invited') : wrongState
  if (!isAnswerable(c, mine)) return wrongState
  const invitation = { invitedAt: mine.invitation.invitedAt, answeredAt: given.at, ...given.answer }
  return ok({ ...c, team: c.team.map((one) => (one === mine ? { ...one, invitation } : one)) })
}

/** Names who writes the minutes where nobody does: no secretary was named, or that one has not agreed. Never the chair. */
export function nameSecretary(
  c: ConsultCase,
  secretary: Pick<TeamMember, 'practitioner' | 'organization'>,
  at: Date,
): Moved<InvitingCase | EndedCase, 'team.duplicate-member'> {
  const isRunning = c.status === 'live' || c.status === 'interrupted'
  if (!isRunning && c.status !== 'ended' && c.status !== 'minutes-drafting' && c.status !== 'returned') return wrongState
  if (c.team.some((one) => one.part === 'secretary' && one.invitation.reply === 'accepted')) return wrongState
  if (c.team.some((one) => one.practitioner === secretary.practitioner && one.part === 'chair')) return err('team.duplicate-member')
  const others = c.team.filter((one) => one.practitioner !== secretary.practitioner && one.part !== 'secretary')
  return ok({ ...c, team: [...others, { ...secretary, part: 'secretary', invitation: { reply: 'accepted', invitedAt: at, answeredAt: at } }] })
}

/** scheduled → lobby, when the first person is at the door. */
export const openLobby = (c: ConsultCase, at: Date): Moved<LobbyCase> =>
  c.status === 'scheduled' ? ok({ ...c, status: 'lobby', lobbyOpenedAt: at }) : wrongState

/** lobby → live, when the host opens the session. */
export function start(c: ConsultCase, at: Date): Moved<LiveCase> {
  if (c.status !== 'lobby') return wrongState
  const { lobbyOpenedAt: _opened, ...rest } = c
  return ok({ ...rest, status: 'live', startedAt: at, interruptions: [] })
}

/** live → interrupted: a lost link is never an end. */
export const interrupt = (c: ConsultCase, at: Date): Moved<InterruptedCase> =>
  c.status === 'live' ? ok({ ...c, status: 'interrupted', interruptedAt: at }) : wrongState

/** interrupted → live, the gap kept for the minutes. */
export function resume(c: ConsultCase, at: Date): Moved<LiveCase> {
  if (c.status !== 'interrupted') return wrongState
  const { interruptedAt, ...rest } = c
  return ok({ ...rest, status: 'live', interruptions: [...c.interruptions, { from: interruptedAt, until: at }] })
}

/** live or interrupted → ended. */
export function end(c: ConsultCase, at: Date): Moved<EndedCase> {
  if (c.status === 'live') return ok({ ...c, status: 'ended', endedAt: at })
  if (c.status !== 'interrupted') return wrongState
  const { interruptedAt, ...rest } = c
  return ok({ ...rest, status: 'ended', endedAt: at, interruptions: [...c.interruptions, { from: interruptedAt, until: at }] })
}

/** ended → live again, before anybody has taken up the minutes: the session was left too early, and the gap is kept for the minutes. */
export function reopen(c: ConsultCase, at: Date): Moved<LiveCase> {
  if (c.status !== 'ended') return wrongState
  const { endedAt, ...rest } = c
  return ok({ ...rest, status: 'live', interruptions: [...c.interruptions, { from: endedAt, until: at }] })
}

const afterSession: Readonly<Record<EndedCase['status'], readonly EndedCase['status'][]>> = {
  ended: ['minutes-drafting'],
  'minutes-drafting': ['awaiting-signatures'],
  'awaiting-signatures': ['returned', 'signed'],
  returned: ['minutes-drafting', 'awaiting-signatures'],
  signed: [],
}

const isEnded = (c: ConsultCase): c is EndedCase => c.status in afterSession

/** Follows the minutes: ended → drafting → awaiting signatures ⇄ returned → signed. */
export function followMinutes(c: ConsultCase, to: EndedCase['status']): Moved<EndedCase> {
  return isEnded(c) && afterSession[c.status].includes(to) ? ok({ ...c, status: to }) : wrongState
}

/** signed → filed, with the receipt. */
export const file = (c: ConsultCase, filing: Filing): Moved<FiledCase> =>
  c.status === 'signed' ? ok({ ...c, status: 'filed', filing }) : wrongState

/** filed → awaiting outcome, once the treating doctor has been told. */
export const awaitOutcome = (c: ConsultCase): Moved<FiledCase> =>
  c.status === 'filed' ? ok({ ...c, status: 'awaiting-outcome' }) : wrongState

/** Records whether the advice will be followed, in a filed case; said again, the last word counts. */
export function decide(c: ConsultCase, decision: Decision): Moved<FiledCase, 'outcome.no-reason'> {
  if (c.status !== 'filed' && c.status !== 'awaiting-outcome') return wrongState
  if (!decision.agreed && decision.reason.trim() === '') return err('outcome.no-reason')
  return ok({ ...c, decision })
}

/** filed or awaiting outcome → closed; advice not followed needs its reason. */
export function close(c: ConsultCase, outcome: Outcome): Moved<ClosedCase, 'outcome.no-reason'> {
  if (c.status !== 'filed' && c.status !== 'awaiting-outcome') return wrongState
  if (!outcome.followed && outcome.reason.trim() === '') return err('outcome.no-reason')
  return ok({ ...c, status: 'closed', outcome })
}

/** What is kept of a case that was taken back. */
export function withdrawn(c: ConsultCase, cancellation: CancelledCase['cancellation']): CancelledCase {
  const { id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request } = c
  return { id, code, revision, requestingOrganization, consultingOrganization, patient, subject, requester, createdAt, request, status: 'cancelled', cancellation }
}

/** Any state before the session has started → cancelled. */
export function cancel(c: ConsultCase, cancellation: CancelledCase['cancellation']): Moved<CancelledCase> {
  switch (c.status) {
    case 'draft':
    case 'submitted':
    case 'coordinating':
    case 'needs-info':
    case 'assigned':
    case 'scheduled':
    case 'lobby':
      return ok(withdrawn(c, cancellation))
    default:
      return wrongState
  }
}

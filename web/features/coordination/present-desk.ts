import type { ConsultCase, Invitation, MemberPart, SessionPlan } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import type { Names } from '#core/case/names-of-cases.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { connectBy } from '#core/case/urgency.ts'
import type { CoordinationDesk } from '#core/case/view-coordination.ts'
import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'

/** Somebody who may be invited, as the browser may know them. */
export interface Candidate {
  readonly practitioner: string
  readonly organization: string
  readonly name: string
  readonly title: string
  readonly department: string | null
  readonly hospital: string
  readonly specialties: readonly SpecialtyCode[]
}

/** The team as it is being put together. */
export interface TeamDraft {
  readonly chair: string | null
  readonly secretary: string | null
  readonly members: readonly string[]
}

/** What the coordinator's forms start from. */
export interface DeskFacts {
  readonly caseId: string
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly candidates: readonly Candidate[]
  readonly proposed: TeamDraft
  /** The session is proposed for this very moment. */
  readonly startsNow: boolean
  readonly suggestedStart: string
  readonly usualMinutes: number
  readonly connectBy: string | null
  readonly requester: string
  readonly session: { readonly startsAt: string; readonly durationMinutes: number } | null
}

/** A member with the answer, as both sides of the case may see it. */
export interface ReplyFacts {
  readonly name: string
  readonly title: string
  readonly hospital: string
  readonly part: MemberPart
  readonly reply: Invitation['reply']
  readonly at: string
  readonly reason: string | null
}

const sessionOf = (one: ConsultCase): SessionPlan | null => ('session' in one ? one.session : null)

/** What the coordinator decides from, reduced to what the forms show. */
export function presentDesk(one: ConsultCase, desk: CoordinationDesk, names: Names): DeskFacts {
  const session = sessionOf(one)
  const of = (part: MemberPart): readonly string[] => desk.suggestedTeam.filter((member) => member.part === part).map((member) => member.practitioner)
  return {
    caseId: one.id,
    urgency: one.request.urgency,
    specialty: one.request.specialty,
    candidates: desk.candidates.map((person) => presentCandidate(person, names)),
    proposed: { chair: of('chair')[0] ?? null, secretary: of('secretary')[0] ?? null, members: of('member') },
    startsNow: desk.startsNow,
    suggestedStart: desk.suggestedStart.toISOString(),
    usualMinutes: session?.durationMinutes ?? desk.usualMinutes,
    connectBy: 'submittedAt' in one ? (connectBy(one.request.urgency, one.submittedAt)?.toISOString() ?? null) : null,
    requester: one.requester,
    session: session && { startsAt: session.startsAt.toISOString(), durationMinutes: session.durationMinutes },
  }
}

const presentCandidate = (person: PractitionerRole, names: Names): Candidate => ({
  practitioner: person.practitioner.id,
  organization: person.organization,
  name: person.practitioner.name,
  title: person.practitioner.title,
  department: person.department?.name ?? null,
  hospital: names.organizations.get(person.organization)?.shortName ?? '',
  specialties: person.specialties,
})

const partOrder: readonly MemberPart[] = ['chair', 'secretary', 'member']

/** The team with its answers: chair, secretary, members. */
export function presentReplies(one: ConsultCase, names: Names): readonly ReplyFacts[] {
  return teamOf(one)
    .toSorted((a, b) => partOrder.indexOf(a.part) - partOrder.indexOf(b.part))
    .map(({ practitioner, organization, part, invitation }) => ({
      name: names.people.get(practitioner)?.name ?? '—',
      title: names.people.get(practitioner)?.title ?? '',
      hospital: names.organizations.get(organization)?.shortName ?? '',
      part,
      reply: invitation.reply,
      at: (invitation.reply === 'pending' ? invitation.invitedAt : invitation.answeredAt).toISOString(),
      reason: invitation.reply === 'declined' ? invitation.reason : null,
    }))
}

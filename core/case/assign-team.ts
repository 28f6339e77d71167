import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { err } from '#core/shared/result.ts'
import type { MemberPart, TeamMember } from './case.ts'
import { teamOf } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayCoordinate } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { assign } from './transitions.ts'

export interface TeamProposal {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly part: MemberPart
}

/** Names chair, secretary and specialists and invites the new ones; those who answered already keep their answer, and whoever is left out is told. */
export const makeAssignTeam =
  (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly team: readonly TeamProposal[] }) => {
    const newcomers = new Set<PractitionerId>()
    const dropped: PractitionerId[] = []
    return changeCase(ports, actor, {
      case: input.case,
      may: mayCoordinate,
      move: async (one, now, { directory }) => {
        const earlier = new Map(teamOf(one).map((member) => [member.practitioner, member.invitation]))
        const team: TeamMember[] = []
        for (const proposal of input.team) {
          if (!(await directory.roleOf(proposal.practitioner, proposal.organization))) return err('team.unknown-person')
          const invitation = earlier.get(proposal.practitioner)
          if (!invitation) newcomers.add(proposal.practitioner)
          team.push({ ...proposal, invitation: invitation ?? { reply: 'pending', invitedAt: now } })
        }
        // Whoever declined expects nothing any more.
        for (const [person, { reply }] of earlier) if (reply !== 'declined' && !team.some(({ practitioner }) => practitioner === person)) dropped.push(person)
        return assign(one, team, now)
      },
      tell: () => [
        ...[...newcomers].map((recipient) => ({ recipient, kind: 'invitation.received' }) as const),
        ...dropped.map((recipient) => ({ recipient, kind: 'invitation.withdrawn' }) as const),
      ],
    })
  }

import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner, PractitionerRole } from '#core/directory/directory.ts'
import type { TeamProposal } from './assign-team.ts'
import type { ConsultCase } from './case.ts'
import { teamOf } from './case.ts'
import { mayCoordinate } from './policy.ts'
import { suggestTeam } from './suggest-team.ts'
import type { HourOfDay } from './suggest-time.ts'
import { suggestStart, usualDuration } from './suggest-time.ts'
import { connectBy } from './urgency.ts'
import type { ReadPorts } from './view-my-work.ts'

/** What a coordinator decides from: whom one may invite, and a proposal of team and time. */
export interface CoordinationDesk {
  /** Clinicians of the consulting hospital, then of the asking one, then whoever of a third hospital is in the team. */
  readonly candidates: readonly PractitionerRole[]
  readonly suggestedTeam: readonly TeamProposal[]
  readonly suggestedStart: Date
  /** The session is proposed for this very moment. */
  readonly startsNow: boolean
  readonly usualMinutes: number
  /** Everybody of the consulting hospital who may hold the case, by name. */
  readonly coordinators: readonly Practitioner[]
}

/** Opens the coordinator's desk for a case, or null for anybody else. */
export const makeViewCoordination =
  (ports: ReadPorts & { readonly hourOf: HourOfDay }) =>
  async (actor: Actor, one: ConsultCase): Promise<CoordinationDesk | null> => {
    if (!mayCoordinate(actor, one)) return null
    return ports.read(actor, async ({ directory }) => {
      const lent = teamOf(one).filter(({ organization }) => organization !== one.consultingOrganization && organization !== one.requestingOrganization)
      const [own, asking, held, ...others] = await Promise.all([
        directory.clinicians(one.consultingOrganization), directory.clinicians(one.requestingOrganization), directory.coordinatorsOf(one.consultingOrganization),
        ...lent.map(({ practitioner, organization }) => directory.roleOf(practitioner, organization)),
      ])
      const coordinators = held.length === 0 ? [] : await directory.practitioners([...held])
      const { specialty, urgency } = one.request
      const now = ports.clock()
      const deadline = 'submittedAt' in one ? connectBy(urgency, one.submittedAt) : null
      const suggestedStart = suggestStart({ urgency, now, connectBy: deadline }, ports.hourOf)
      return {
        candidates: [...own, ...guests(one, own, asking), ...others.filter((role) => role !== null)],
        suggestedTeam: suggestTeam(specialty, own, teamOf(one)),
        suggestedStart,
        startsNow: suggestedStart <= now,
        usualMinutes: usualDuration[urgency],
        coordinators: coordinators.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
      }
    })
  }

/** The asking hospital's clinicians but the treating doctor, who comes anyway, and but those who work at both and are listed already. */
function guests(one: ConsultCase, own: readonly PractitionerRole[], asking: readonly PractitionerRole[]): readonly PractitionerRole[] {
  const listed = new Set([one.requester, ...own.map((person) => person.practitioner.id)])
  return asking.filter((person) => !listed.has(person.practitioner.id))
}

import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import type { TeamProposal } from './assign-team.ts'
import type { TeamMember } from './case.ts'

/**
 * A proposal that the coordinator only has to confirm. Those who were named and did not decline keep their parts; an open chair goes to
 * the most senior doctor of the asked specialty, an open secretary's place to the most junior one, or to a colleague when there is no other.
 */
export function suggestTeam(specialty: SpecialtyCode, clinicians: readonly PractitionerRole[], named: readonly TeamMember[] = []): readonly TeamProposal[] {
  const kept = named.filter((one) => one.invitation.reply !== 'declined').map(({ practitioner, organization, part }) => ({ practitioner, organization, part }))
  const unavailable = new Set(named.map((one) => one.practitioner))
  const free = clinicians.filter((one) => !unavailable.has(one.practitioner.id))
  const doctors = free.filter((one) => one.roles.includes('doctor')).toSorted((a, b) => seniority(b) - seniority(a))
  const experts = doctors.filter((one) => one.specialties.includes(specialty))
  const chair = isOpen(kept, 'chair') ? (experts[0] ?? doctors[0]) : undefined
  const writers = isOpen(kept, 'secretary') ? [...experts.toReversed(), ...doctors.toReversed(), ...free] : []
  const secretary = writers.find((one) => one !== chair)
  return [...(chair ? [proposalOf(chair, 'chair')] : []), ...(secretary ? [proposalOf(secretary, 'secretary')] : []), ...kept]
}

const isOpen = (kept: readonly TeamProposal[], part: TeamProposal['part']): boolean => !kept.some((one) => one.part === part)

const proposalOf = (one: PractitionerRole, part: TeamProposal['part']): TeamProposal => ({
  practitioner: one.practitioner.id,
  organization: one.organization,
  part,
})

/** Academic and professional titles as they stand before a Vietnamese doctor's name ("PGS.TS.", "BSCKII.", "ThS.BS."), the highest first. */
const titleRanks = [/(^|[^P])GS/, /PGS/, /TS/, /CK\.?\s?II/, /ThS/, /CK\.?\s?I(?!I)/, /BS/]

/** How senior the written title is; the highest title that it contains counts. */
function seniority(one: PractitionerRole): number {
  const best = titleRanks.findIndex((title) => title.test(one.practitioner.title))
  return best === -1 ? 0 : titleRanks.length - best
}

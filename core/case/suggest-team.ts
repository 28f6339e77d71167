import type { PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { TeamProposal } from './assign-team.ts'

/**
 * A first proposal that the coordinator only has to confirm: the first doctor of the asked specialty chairs, a second one of that
 * specialty writes the minutes if there is one, else a colleague of a neighbouring department. Those who already declined are left out.
 */
export function suggestTeam(
  specialty: SpecialtyCode,
  clinicians: readonly PractitionerRole[],
  unavailable: ReadonlySet<PractitionerId>,
): readonly TeamProposal[] {
  const free = clinicians.filter((one) => !unavailable.has(one.practitioner.id))
  const doctors = free.filter((one) => one.roles.includes('doctor'))
  const experts = doctors.filter((one) => one.specialties.includes(specialty)).toSorted((a, b) => seniority(b) - seniority(a))
  const chair = experts[0] ?? doctors.toSorted((a, b) => seniority(b) - seniority(a))[0]
  if (!chair) return []
  const secretary = experts.at(-1) === chair ? free.find((one) => one !== chair) : experts.at(-1)
  const team: TeamProposal[] = [proposalOf(chair, 'chair')]
  if (secretary) team.push(proposalOf(secretary, 'secretary'))
  return team
}

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

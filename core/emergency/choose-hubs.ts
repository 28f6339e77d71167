import type { HubLink, SpecialtyCode } from '#core/directory/directory.ts'
import { linkCovers } from '#core/directory/directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'

/** The most hospitals that one emergency asks; after them the telephone is quicker. */
const mostHubs = 4

/**
 * Which hospitals an emergency asks, in order: those whose contract covers the specialty now; then those with any contract, since
 * a life does not wait for one; `covered` says whether the first one's contract does.
 */
export function chooseHubs(
  links: readonly HubLink[],
  asked: { readonly specialty: SpecialtyCode; readonly at: Date },
): { readonly hubs: readonly OrganizationId[]; readonly covered: boolean } {
  const covering = links.filter((link) => linkCovers(link, asked.specialty, asked.at))
  const hubs = [...new Set([...covering, ...links.filter(({ merged }) => merged !== true)].map((link) => link.hub))].slice(0, mostHubs)
  return { hubs, covered: covering.length > 0 }
}

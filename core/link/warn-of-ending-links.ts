import { tellKeepers } from './keep-links.ts'
import { warningDue } from './link-contract.ts'
import type { WarnPorts } from './ports.ts'

/** The daily round: both hospitals of a link are told 60, 30 and 7 days before its end, each time once; answers how many hospitals were told. */
export const makeWarnOfEndingLinks = (ports: WarnPorts) => async (): Promise<number> => {
  const at = ports.clock()
  const all = await ports.allLinks()
  let count = 0
  for (const link of all) {
    const days = warningDue(link, all, at)
    if (days === null) continue
    for (const organization of [link.hub, link.satellite]) {
      count += await ports.asOrganization(organization, async (repositories) => {
        if (!(await repositories.links.warned(link, days, at))) return 0
        await tellKeepers(repositories, { organization, kind: 'link.ending', at, newId: ports.newId })
        return 1
      })
    }
  }
  return count
}

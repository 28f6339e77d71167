import type { Actor } from '#core/directory/actor.ts'
import { linkStands } from '#core/directory/directory.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { ConsultCase } from './case.ts'
import { mayViewCase, mayViewSnapshot, mayViewSnapshotByRight } from './policy.ts'

interface Opening {
  readonly actor: Actor
  readonly one: ConsultCase
  readonly now: Date
}

type Links = Pick<Directory, 'linksOfSatellite'>

/** Whether someone may open what was sent with a case, by right or through broken glass. */
export const mayOpenSent = (directory: Links, opening: Opening): Promise<boolean> => isOpen(directory, opening, mayViewSnapshot)

/** Whether someone has a right of their own to what was sent; what was recorded of the session is open to nobody else. */
export const mayOpenByRight = (directory: Links, opening: Opening): Promise<boolean> => isOpen(directory, opening, mayViewSnapshotByRight)

/** The contract between the hospitals is asked after only where it decides. */
async function isOpen(directory: Links, { actor, one, now }: Opening, may: typeof mayViewSnapshot): Promise<boolean> {
  if (!mayViewCase(actor, one) || !may(actor, one, { now, linked: true })) return false
  if (may(actor, one, { now, linked: false })) return true
  const links = await directory.linksOfSatellite(one.requestingOrganization)
  return links.some((link) => link.hub === one.consultingOrganization && linkStands(link, now))
}

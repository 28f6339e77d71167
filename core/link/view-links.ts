import type { Actor } from '#core/directory/actor.ts'
import type { HubLink, Organization } from '#core/directory/directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { isSucceeded, mayKeepLinks, mayReadLinks, warningDue, type LinkContract, type WarningDays } from './link-contract.ts'
import type { LinkReadPorts } from './ports.ts'

/** A link, the contract it rests on where the platform has it, and whether its end is near. */
export interface LinkLine {
  readonly link: HubLink
  readonly contract: LinkContract | null
  readonly warning: WarningDays | null
  readonly isSucceeded: boolean
}

export interface LinksFound {
  readonly lines: readonly LinkLine[]
  /** Contracts that opened no link: what waits for an answer, and what came to nothing. */
  readonly proposals: readonly LinkContract[]
  readonly hospitals: ReadonlyMap<OrganizationId, Organization>
  readonly mayKeep: boolean
  readonly now: Date
}

const isOf = (link: HubLink) => (contract: LinkContract): boolean =>
  contract.hub === link.hub && contract.satellite === link.satellite && contract.validFrom.getTime() === link.validFrom.getTime()
  && (contract.status === 'accepted' || contract.status === 'ended')

/** Whom the own hospital supports and who supports it, by which contracts, and what is about to end. */
export const makeViewLinks =
  (ports: LinkReadPorts) =>
  (actor: Actor): Promise<Result<LinksFound, 'link.not-allowed'>> =>
    ports.read(actor, async ({ links, directory }) => {
      if (!mayReadLinks(actor)) return err('link.not-allowed')
      const now = ports.clock()
      const [all, contracts] = [await links.links(), await links.contracts()]
      const ids = new Set([...all, ...contracts].flatMap(({ hub, satellite }) => [hub, satellite]))
      const hospitals = new Map((await directory.organizations([...ids])).map((one) => [one.id, one]))
      const lines = all.map((link) => ({ link, contract: contracts.find(isOf(link)) ?? null, warning: warningDue(link, all, now), isSucceeded: isSucceeded(link, all) }))
      const proposals = contracts.filter((one) => !lines.some(({ contract }) => contract === one))
      return ok({ lines, proposals, hospitals, mayKeep: mayKeepLinks(actor), now })
    })

/** Hospitals to choose from, by a part of the name. */
export const makeFindHospitals =
  (ports: LinkReadPorts) =>
  (actor: Actor, text: string): Promise<Result<readonly Organization[], 'link.not-allowed'>> =>
    ports.read(actor, async ({ links }) => {
      if (!mayKeepLinks(actor)) return err('link.not-allowed')
      return ok((await links.hospitalsLike(text)).filter(({ id }) => id !== actor.organization))
    })

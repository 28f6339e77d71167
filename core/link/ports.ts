import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { HubLink, Organization } from '#core/directory/directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { LinkContract, LinkContractId, WarningDays } from './link-contract.ts'

/** What a link is known by: its two hospitals and its first moment. */
export type LinkKey = Pick<HubLink, 'hub' | 'satellite' | 'validFrom'>

/** Links and contracts of the scope's hospital, on either side. */
export interface LinkRepository {
  /** Those that stand, that will, and that have stood; the latest first. */
  links(): Promise<readonly HubLink[]>
  contracts(): Promise<readonly LinkContract[]>
  /** Finds and holds it against other writers until the transaction ends. */
  findForChange(id: LinkContractId): Promise<LinkContract | null>
  propose(contract: LinkContract): Promise<void>
  /** Writes how it stands now; terms never change. */
  settle(contract: LinkContract): Promise<void>
  /** Lets a contract count. No two between the same hospitals begin at the same moment. */
  putInForce(link: HubLink): Promise<void>
  /** Ends a link before its time; one that has not begun never begins. */
  end(link: LinkKey, at: Date): Promise<void>
  /** Hospitals whose name or code holds the text, whatever its marks; the nearest first, twenty at most. */
  hospitalsLike(text: string): Promise<readonly Organization[]>
  /** Notes that the hospital was warned. False where it had been. */
  warned(link: LinkKey, days: WarningDays, at: Date): Promise<boolean>
}

export interface LinkRepositories extends Repositories {
  readonly links: LinkRepository
}
type AtomicallyOnLinks = <T>(actor: Actor, work: (repositories: LinkRepositories) => Promise<T>) => Promise<T>

export type LinkPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyOnLinks }
export type LinkReadPorts = Pick<CasePorts, 'clock'> & { readonly read: AtomicallyOnLinks }

export type WarnPorts = Pick<CasePorts, 'clock' | 'newId'> & {
  /** Links of every hospital. */
  readonly allLinks: () => Promise<readonly HubLink[]>
  readonly asOrganization: <T>(organization: OrganizationId, work: (repositories: LinkRepositories) => Promise<T>) => Promise<T>
}

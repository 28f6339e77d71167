import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { HubLink, SpecialtyCode } from '#core/directory/directory.ts'
import { linkStands } from '#core/directory/directory.ts'
import type { Brand, OrganizationId, PractitionerId } from '#core/shared/ids.ts'

export type LinkContractId = Brand<string, 'LinkContractId'>

/** What two hospitals agree on (NĐ 96/2023 Đ88); the link that it opens is what the platform enforces. */
export interface LinkTerms {
  readonly specialties: readonly SpecialtyCode[]
  readonly validFrom: Date
  /** The moment after the last day. */
  readonly validUntil: Date
  /** The number under which the paper was signed; empty where it has none yet. */
  readonly number: string
  /** What each side does, and what it costs whom, in the hospitals' own words. */
  readonly duties: string
  readonly cost: string
}

interface Side {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly at: Date
}

/** A contract between a hub and a satellite: one side proposes, the other accepts or declines. */
export type LinkContract = LinkTerms & {
  readonly id: LinkContractId
  readonly hub: OrganizationId
  readonly satellite: OrganizationId
  readonly proposed: Side
} & (
    | { readonly status: 'proposed' }
    | { readonly status: 'accepted' | 'declined' | 'withdrawn'; readonly answered: Side }
    | { readonly status: 'ended'; readonly answered: Side; readonly ended: Side & { readonly reason: string } }
  )

export const contractStatuses = ['proposed', 'accepted', 'declined', 'withdrawn', 'ended'] as const satisfies readonly LinkContract['status'][]

const day = 24 * 60 * 60_000
/** How many days before its end a link is warned of, the last warning first. */
export const warningDays = [7, 30, 60] as const
export type WarningDays = (typeof warningDays)[number]

/** Coordinators and administrators see the links of their own hospital. */
export const mayReadLinks = (actor: Actor): boolean => isCoordinator(actor) || actor.roles.includes('admin')
/** Administrators propose, answer and end them. */
export const mayKeepLinks = (actor: Actor): boolean => actor.roles.includes('admin')

/** Whether the hospital is one of the two. */
export const isParty = (organization: OrganizationId, { hub, satellite }: Pick<HubLink, 'hub' | 'satellite'>): boolean => organization === hub || organization === satellite
/** The one of the two that is not this hospital. */
export const otherSide = (organization: OrganizationId, { hub, satellite }: Pick<HubLink, 'hub' | 'satellite'>): OrganizationId => (organization === hub ? satellite : hub)

/** Who may give which answer to a proposal: the proposing side takes it back, the other one accepts or declines. */
export const mayAnswer = (actor: Actor, contract: LinkContract, answer: 'accepted' | 'declined' | 'withdrawn'): boolean =>
  mayKeepLinks(actor) && isParty(actor.organization, contract) && (contract.proposed.organization === actor.organization) === (answer === 'withdrawn')

/** Whether a period and its content can be agreed on: some specialty, an end after the beginning and after now, at most ten years. */
export const termsHold = ({ specialties, validFrom, validUntil }: LinkTerms, now: Date): boolean =>
  specialties.length > 0 && validFrom < validUntil && validUntil > now && validUntil.getTime() - validFrom.getTime() <= 3_653 * day

/** Whether another link takes over without a gap, so that nobody needs to be warned. */
export const isSucceeded = (link: HubLink, all: readonly HubLink[]): boolean => {
  const end = link.validUntil
  if (end === null) return false
  return link.specialties.every((specialty) =>
    all.some((next) => next !== link && next.hub === link.hub && next.satellite === link.satellite && next.specialties.includes(specialty)
      && next.validFrom <= end && (next.validUntil === null || next.validUntil > end)))
}

/** Which warning a link is due for now, the tightest that applies; null where it is far from its end, over, or succeeded. */
export function warningDue(link: HubLink, all: readonly HubLink[], now: Date): WarningDays | null {
  if (link.validUntil === null || !linkStands(link, now) || isSucceeded(link, all)) return null
  const left = link.validUntil.getTime() - now.getTime()
  return warningDays.find((days) => left <= days * day) ?? null
}

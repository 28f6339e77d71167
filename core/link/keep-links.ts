import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { NoticeKind } from '#core/case/notice.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { linkStands } from '#core/directory/directory.ts'
import { isParty, mayAnswer, mayKeepLinks, otherSide, termsHold, type LinkContract, type LinkContractId, type LinkTerms } from './link-contract.ts'
import type { LinkKey, LinkPorts, LinkRepositories } from './ports.ts'

export type LinkRefusal = 'link.not-allowed' | 'link.not-found' | 'link.wrong-state' | 'link.bad-terms' | 'link.begins-same-day' | 'link.no-reason'

const isSameLink = (one: LinkKey, other: LinkKey): boolean =>
  one.hub === other.hub && one.satellite === other.satellite && one.validFrom.getTime() === other.validFrom.getTime()

const keepers: readonly StaffRole[] = ['admin', 'coordinator']

/** Tells the administrators and coordinators of a hospital; the notice carries no name, the page does. */
export async function tellKeepers(
  { notices, directory }: LinkRepositories,
  { organization, kind, at, newId }: { readonly organization: OrganizationId; readonly kind: NoticeKind; readonly at: Date; readonly newId: () => string },
): Promise<void> {
  const told = await directory.staff(organization, keepers)
  await notices.add(told.map((recipient) => ({ id: brandId(newId()), recipient, kind, case: null, organization, at, readAt: null })))
}

export interface LinkProposal extends LinkTerms {
  readonly hub: OrganizationId
  readonly satellite: OrganizationId
}

/** Proposes a contract to the other hospital, be it the first or one that follows another; nothing counts until it accepts. */
export const makeProposeLink =
  (ports: LinkPorts) =>
  (actor: Actor, input: LinkProposal): Promise<Result<LinkContractId, LinkRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { links, directory, audit } = repositories
      const at = ports.clock()
      if (!mayKeepLinks(actor) || !isParty(actor.organization, input) || input.hub === input.satellite) return err('link.not-allowed')
      const other = otherSide(actor.organization, input)
      if ((await directory.organization(other)) === null) return err('link.not-found')
      if (!termsHold(input, at)) return err('link.bad-terms')
      if ((await links.links()).some((link) => isSameLink(link, input))) return err('link.begins-same-day')
      const id = brandId<LinkContractId>(ports.newId())
      await links.propose({ ...input, id, status: 'proposed', proposed: { practitioner: actor.practitioner, organization: actor.organization, at } })
      await tellKeepers(repositories, { organization: other, kind: 'link.proposed', at, newId: ports.newId })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'link.proposed', contract: id, with: other } })
      return ok(id)
    })

/** Accepts or declines what the other hospital proposed, or takes one's own proposal back; an accepted one counts from its first day. */
export const makeAnswerLink =
  (ports: LinkPorts) =>
  (actor: Actor, input: { readonly contract: LinkContractId; readonly answer: 'accepted' | 'declined' | 'withdrawn' }): Promise<Result<null, LinkRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { links, audit } = repositories
      const at = ports.clock()
      const contract = await links.findForChange(input.contract)
      if (contract === null || !isParty(actor.organization, contract)) return err('link.not-found')
      if (!mayAnswer(actor, contract, input.answer)) return err('link.not-allowed')
      if (contract.status !== 'proposed' || (input.answer === 'accepted' && contract.validUntil <= at)) return err('link.wrong-state')
      // The two may have proposed to each other.
      if (input.answer === 'accepted' && (await links.links()).some((link) => isSameLink(link, contract))) return err('link.begins-same-day')
      const answered: LinkContract = { ...contract, status: input.answer, answered: { practitioner: actor.practitioner, organization: actor.organization, at } }
      await links.settle(answered)
      if (input.answer === 'accepted') await links.putInForce(contract)
      const other = otherSide(actor.organization, contract)
      await tellKeepers(repositories, { organization: other, kind: 'link.answered', at, newId: ports.newId })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: `link.${input.answer}`, contract: contract.id, with: other } })
      return ok(null)
    })

/** Ends a link before its time, from either side; what was sent under it closes with it. */
export const makeEndLink =
  (ports: LinkPorts) =>
  (actor: Actor, input: LinkKey & { readonly reason: string }): Promise<Result<null, LinkRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { links, audit } = repositories
      const at = ports.clock()
      const link = (await links.links()).find((one) => isSameLink(one, input))
      if (link === undefined || !isParty(actor.organization, link)) return err('link.not-found')
      if (!mayKeepLinks(actor)) return err('link.not-allowed')
      if (input.reason.trim() === '') return err('link.no-reason')
      if (!linkStands(link, at) && link.validFrom <= at) return err('link.wrong-state')
      const other = otherSide(actor.organization, link)
      await links.end(link, at)
      const known = (await links.contracts()).find((one) => isSameLink(one, input) && one.status === 'accepted')
      if (known?.status === 'accepted') await links.settle({ ...known, status: 'ended', ended: { practitioner: actor.practitioner, organization: actor.organization, at, reason: input.reason.trim() } })
      await tellKeepers(repositories, { organization: other, kind: 'link.ended', at, newId: ports.newId })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'link.ended', contract: known?.id ?? null, with: other } })
      return ok(null)
    })

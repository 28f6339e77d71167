import type { ConsultCase } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import { isSessionAhead, mayReserveAssets, mayViewCase } from '#core/case/policy.ts'
import type { Repositories } from '#core/case/ports.ts'
import type { Slot } from '#core/case/session-conflicts.ts'
import { slotOf } from '#core/case/session-conflicts.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { AssetId, CaseId, NewId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { isForCase, isRoom, mostAssets, type Asset } from './asset.ts'
import type { ReservationLine, ReservedAsset } from './asset-repository.ts'
import type { AssetPorts, AssetReadPorts } from './ports.ts'

/** What a session of the case should have at the own hospital, and when. */
export interface AssetWish {
  readonly case: CaseId
  readonly slot: Slot
  readonly assets: readonly AssetId[]
}

export type WishRefusal = 'asset.not-found' | 'asset.out-of-service' | 'asset.taken' | 'asset.too-many'

/** What stands in the way of a wish, or null. What it may have is held until the transaction ends. */
export async function hindranceOf({ assets }: Pick<Repositories, 'assets'>, wish: AssetWish): Promise<WishRefusal | null> {
  const wanted = [...new Set(wish.assets)]
  if (wanted.length === 0) return null
  if (wanted.length > mostAssets) return 'asset.too-many'
  const found = await assets.holdForUse(wanted)
  if (found.length < wanted.length) return 'asset.not-found'
  if (found.some(({ inService }) => !inService)) return 'asset.out-of-service'
  const others = (await assets.takenDuring(wish.slot)).filter((one) => !isForCase(one, wish.case))
  return others.some(({ asset }) => wanted.includes(asset)) ? 'asset.taken' : null
}

interface Exchange {
  readonly actor: Actor
  readonly newId: NewId
  readonly now: Date
}

/** Gives back what is not wished for any more and reserves what is new; answers whether the place changed. */
export async function exchangeReservations({ assets, audit }: Pick<Repositories, 'assets' | 'audit'>, wish: AssetWish, { actor, newId, now }: Exchange): Promise<boolean> {
  const held = (await assets.ofCases([wish.case])).filter(({ organization }) => organization === actor.organization)
  const given = held.filter(({ asset }) => !wish.assets.includes(asset))
  const taken = [...new Set(wish.assets)].filter((asset) => !held.some((one) => one.asset === asset))
  await assets.release(given, 'given-back', now)
  await assets.reserve(taken.map((asset) => ({ id: brandId(newId()), asset, organization: actor.organization, about: { case: wish.case }, slot: wish.slot })), { practitioner: actor.practitioner, at: now })
  for (const { asset } of given) await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'asset.released', asset, case: wish.case } })
  for (const asset of taken) await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'asset.reserved', asset, case: wish.case } })
  return given.length + taken.length > 0
}

/** Reserves exactly these rooms and pieces of equipment of the own hospital for a case's session; its people there are told of the place. */
export const makeReserveAssets =
  (ports: AssetPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly assets: readonly AssetId[] }): Promise<Result<null, WishRefusal | 'case.not-found' | 'case.not-allowed'>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayReserveAssets(actor, one) || !isSessionAhead(one)) return err('case.not-allowed')
      const wish: AssetWish = { ...input, slot: slotOf(one.session) }
      const hindrance = await hindranceOf(repositories, wish)
      if (hindrance !== null) return err(hindrance)
      const now = ports.clock()
      if (!(await exchangeReservations(repositories, wish, { actor, newId: ports.newId, now }))) return ok(null)
      const people = peopleAt(one, actor).filter((recipient) => recipient !== actor.practitioner)
      await repositories.notices.add(people.map((recipient) => ({ id: brandId(ports.newId()), recipient, kind: 'session.placed', case: one.id, at: now, readAt: null })))
      return ok(null)
    })

/** Whoever goes to the session at the actor's hospital. */
const peopleAt = (one: ConsultCase, { organization }: Actor) => [
  ...(one.requestingOrganization === organization ? [one.requester] : []),
  ...teamOf(one).filter((member) => member.organization === organization && member.invitation.reply !== 'declined').map(({ practitioner }) => practitioner),
]

/** An asset as it may be chosen for a session at some time. */
export interface OfferedAsset {
  readonly asset: Asset
  /** Whether the case has it already. */
  readonly held: boolean
  /** What has it then, or null where it is free. */
  readonly taken: ReservationLine | null
}

/** Every asset of the own hospital that is in service, free or taken at a time at which the session would be. */
export const makeOfferAssets =
  (ports: AssetReadPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly startsAt: Date; readonly durationMinutes: number }): Promise<Result<readonly OfferedAsset[], 'case.not-found'>> =>
    ports.read(actor, async ({ cases, assets }) => {
      const one = await cases.find(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const taken = await assets.takenDuring(slotOf(input))
      const held = await assets.ofCases([input.case])
      return ok((await assets.all()).filter(({ inService }) => inService).map((asset) => ({
        asset,
        held: held.some((reserved) => reserved.asset === asset.id),
        taken: taken.find((reserved) => reserved.asset === asset.id && !isForCase(reserved, input.case)) ?? null,
      })))
    })

/** What a case has reserved at both hospitals, and whether the actor may change it at the own one. */
export const makeViewReservations =
  (ports: AssetReadPorts) =>
  (actor: Actor, one: ConsultCase): Promise<{ readonly reserved: readonly ReservedAsset[]; readonly mayReserve: boolean }> =>
    ports.read(actor, async ({ assets }) => ({ reserved: await assets.ofCases([one.id]), mayReserve: mayReserveAssets(actor, one) }))

/** Where a session takes place for whoever comes from this hospital, rooms first; null where it has reserved nothing. */
export function placeAt(reserved: readonly Pick<ReservedAsset, 'organization' | 'name' | 'kind'>[], organization: Actor['organization']): string | null {
  const own = reserved.filter((one) => one.organization === organization).toSorted((a, b) => Number(isRoom(b.kind)) - Number(isRoom(a.kind)) || a.name.localeCompare(b.name, 'vi'))
  return own.length === 0 ? null : own.map(({ name }) => name).join(', ')
}

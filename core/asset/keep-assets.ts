import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { AssetId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { assetKinds, isRoom, longestAssetName, longestAssetNote, mayKeepAssets, mostSeats, type Asset } from './asset.ts'
import { assetEvent } from './asset-event.ts'
import type { AssetPorts } from './ports.ts'

/** What an administrator says of a room or a piece of equipment. */
export type AssetDescription = Pick<Asset, 'kind' | 'name' | 'seats' | 'department' | 'note'>

export type DescriptionRefusal = 'asset.not-allowed' | 'asset.no-name' | 'asset.name-taken' | 'asset.bad-seats' | 'asset.unknown-department'

/** What stands in the way of a description by itself, or null. */
export function faultOfDescription({ kind, name, seats, note }: AssetDescription): 'asset.no-name' | 'asset.bad-seats' | null {
  if (name.trim() === '' || name.trim().length > longestAssetName || note.length > longestAssetNote || !assetKinds.includes(kind)) return 'asset.no-name'
  return seats === null || (isRoom(kind) && Number.isInteger(seats) && seats >= 1 && seats <= mostSeats) ? null : 'asset.bad-seats'
}

const tidy = (said: AssetDescription): AssetDescription => ({ ...said, name: said.name.trim().replaceAll(/\s+/g, ' '), note: said.note.trim() })

/** Takes a room or a piece of equipment into the hospital's list. */
export const makeAddAsset =
  (ports: AssetPorts) =>
  (actor: Actor, said: AssetDescription): Promise<Result<AssetId, DescriptionRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const described = await describe(repositories, actor, { said, except: null })
      if (!described.ok) return described
      const asset: Asset = { ...described.value, id: brandId(ports.newId()), organization: actor.organization, inService: true }
      await repositories.assets.add(asset)
      await repositories.audit.append(assetEvent(actor, ports.clock(), { type: 'asset.added', asset: asset.id }))
      return ok(asset.id)
    })

/** Describes it anew; what is reserved of it stays. */
export const makeChangeAsset =
  (ports: AssetPorts) =>
  (actor: Actor, { asset: id, ...said }: AssetDescription & { readonly asset: AssetId }): Promise<Result<null, DescriptionRefusal | 'asset.not-found'>> =>
    ports.atomically(actor, async (repositories) => {
      const described = await describe(repositories, actor, { said, except: id })
      if (!described.ok) return described
      const asset = await repositories.assets.findForChange(id)
      if (asset === null) return err('asset.not-found')
      await repositories.assets.save({ ...asset, ...described.value })
      await repositories.audit.append(assetEvent(actor, ports.clock(), { type: 'asset.changed', asset: id }))
      return ok(null)
    })

async function describe(
  { assets }: Pick<Repositories, 'assets'>,
  actor: Actor,
  { said, except }: { readonly said: AssetDescription; readonly except: AssetId | null },
): Promise<Result<AssetDescription, DescriptionRefusal>> {
  if (!mayKeepAssets(actor)) return err('asset.not-allowed')
  const description = tidy(said)
  const fault = faultOfDescription(description)
  if (fault !== null) return err(fault)
  const name = description.name.toLocaleLowerCase('vi')
  if ((await assets.all()).some((other) => other.id !== except && other.name.toLocaleLowerCase('vi') === name)) return err('asset.name-taken')
  if (description.department !== null && !(await assets.departments()).some(({ id }) => id === description.department)) return err('asset.unknown-department')
  return ok(description)
}

import type { OfferedAsset } from '#core/asset/reserve-assets.ts'
import { inAssetOrder } from '#core/asset/asset.ts'
import type { AssetOption } from '#web/ui/asset-option.ts'

/** What may be chosen for a time, rooms first. */
export const presentOffered = (offered: readonly OfferedAsset[]): readonly AssetOption[] => {
  const byId = new Map(offered.map((one) => [one.asset.id, one]))
  return inAssetOrder(offered.map(({ asset }) => asset)).map(({ id, name, kind, seats }) => {
    const { held = false, taken = null } = byId.get(id) ?? {}
    return { id, name, kind, seats, held, taken: taken && { what: taken.caseCode ?? taken.title, from: taken.slot.from.toISOString(), until: taken.slot.until.toISOString() } }
  })
}

import { makeAddAsset, makeChangeAsset } from '#core/asset/keep-assets.ts'
import type { AssetPorts, AssetReadPorts } from '#core/asset/ports.ts'
import { makeOfferAssets, makeReserveAssets, makeViewReservations } from '#core/asset/reserve-assets.ts'
import { makeForeseeOutOfService, makeReturnToService, makeTakeOutOfService } from '#core/asset/service-assets.ts'
import { makeViewAssets } from '#core/asset/view-assets.ts'
import type { Store } from '#prisma/store.ts'

/** Rooms and equipment, and what is reserved of them. */
export function composeAssets({ store, clock, newId }: Pick<AssetPorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const writes: AssetPorts = { atomically: store.atomically, clock, newId }
  const reads: AssetReadPorts = { read: store.read, clock }
  return {
    viewAssets: makeViewAssets(reads),
    addAsset: makeAddAsset(writes),
    changeAsset: makeChangeAsset(writes),
    foreseeOutOfService: makeForeseeOutOfService(reads),
    takeOutOfService: makeTakeOutOfService(writes),
    returnToService: makeReturnToService(writes),
    offerAssets: makeOfferAssets(reads),
    viewReservations: makeViewReservations(reads),
    reserveAssets: makeReserveAssets(writes),
  }
}

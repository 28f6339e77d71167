import type { Slot } from '#core/case/session-conflicts.ts'
import type { DeviceStanding, RoomDevice } from '#core/device/device.ts'
import { standingOfDevice } from '#core/device/device.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Department } from '#core/directory/directory.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { inAssetOrder, mayKeepAssets, maySeeAssets, type Asset } from './asset.ts'
import type { ReservationLine } from './asset-repository.ts'
import type { AssetReadPorts } from './ports.ts'

/** How far ahead the list says what is reserved, in milliseconds. */
const lookAhead = 14 * 24 * 3_600_000

export interface KeptAsset {
  readonly asset: Asset
  /** The meeting-room machines that stand in it. */
  readonly devices: readonly { readonly device: RoomDevice; readonly standing: DeviceStanding }[]
  /** What is reserved of it in the next fourteen days. */
  readonly ahead: readonly ReservationLine[]
}

export interface KeptAssets {
  readonly assets: readonly KeptAsset[]
  readonly departments: readonly Department[]
  readonly mayKeep: boolean
}

/** The own hospital's rooms and equipment, with what is reserved of each. */
export const makeViewAssets =
  (ports: AssetReadPorts) =>
  (actor: Actor): Promise<Result<KeptAssets, 'asset.not-allowed'>> =>
    ports.read(actor, async ({ assets, devices }) => {
      if (!maySeeAssets(actor)) return err('asset.not-allowed')
      const now = ports.clock()
      const slot: Slot = { from: now, until: new Date(now.getTime() + lookAhead) }
      const [all, taken, departments, machines] = [await assets.all(), await assets.takenDuring(slot), await assets.departments(), await devices.all()]
      return ok({
        departments,
        mayKeep: mayKeepAssets(actor),
        assets: inAssetOrder(all).map((asset) => ({
          asset,
          devices: machines.filter((device) => device.asset === asset.id && device.revokedAt === null).map((device) => ({ device, standing: standingOfDevice(device, now) })),
          ahead: taken.filter((one) => one.asset === asset.id),
        })),
      })
    })

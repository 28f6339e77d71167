import type { Repositories } from '#core/case/ports.ts'
import type { Slot } from '#core/case/session-conflicts.ts'
import type { DeviceStanding, RoomDevice } from '#core/device/device.ts'
import { standingOfDevice } from '#core/device/device.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Department } from '#core/directory/directory.ts'
import type { AssetId, NewId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { assetKinds, inAssetOrder, isRoom, longestAssetName, longestAssetNote, mayKeepAssets, maySeeAssets, mostSeats, type Asset } from './asset.ts'
import type { ReservationLine } from './asset-repository.ts'
import type { AssetPorts, AssetReadPorts } from './ports.ts'

/** What an administrator says of a room or a piece of equipment. */
export type AssetDescription = Pick<Asset, 'kind' | 'name' | 'seats' | 'department' | 'note'>

export type DescriptionRefusal = 'asset.not-allowed' | 'asset.no-name' | 'asset.name-taken' | 'asset.bad-seats' | 'asset.unknown-department'
type KeepRefusal = 'asset.not-allowed' | 'asset.not-found'

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
      await repositories.audit.append(told(actor, ports.clock(), { type: 'asset.added', asset: asset.id }))
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
      await repositories.audit.append(told(actor, ports.clock(), { type: 'asset.changed', asset: id }))
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

/** What would lose it, were it taken out of service now. */
export const makeForeseeOutOfService =
  (ports: AssetReadPorts) =>
  (actor: Actor, asset: AssetId): Promise<Result<readonly ReservationLine[], KeepRefusal>> =>
    ports.read(actor, async ({ assets }) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      if (!(await assets.all()).some(({ id }) => id === asset)) return err('asset.not-found')
      return ok(await assets.ahead(asset, ports.clock()))
    })

/** Takes it out of service: whatever had reserved it loses it, and whoever coordinates that is told. */
export const makeTakeOutOfService =
  (ports: AssetPorts) =>
  (actor: Actor, id: AssetId): Promise<Result<readonly ReservationLine[], KeepRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      const { assets, audit } = repositories
      const asset = await assets.findForChange(id)
      if (asset === null) return err('asset.not-found')
      const now = ports.clock()
      const lost = await assets.ahead(id, now)
      await assets.save({ ...asset, inService: false })
      await assets.release(lost, 'out-of-service', now)
      await audit.append(told(actor, now, { type: 'asset.out-of-service', asset: id }))
      await tellOfLoss(repositories, { actor, newId: ports.newId, at: now, lost })
      return ok(lost)
    })

/** Puts it back into service; what it lost stays lost. */
export const makeReturnToService =
  (ports: AssetPorts) =>
  (actor: Actor, id: AssetId): Promise<Result<null, KeepRefusal>> =>
    ports.atomically(actor, async ({ assets, audit }) => {
      if (!mayKeepAssets(actor)) return err('asset.not-allowed')
      const asset = await assets.findForChange(id)
      if (asset === null) return err('asset.not-found')
      await assets.save({ ...asset, inService: true })
      await audit.append(told(actor, ports.clock(), { type: 'asset.in-service', asset: id }))
      return ok(null)
    })

interface Loss {
  readonly actor: Actor
  readonly newId: NewId
  readonly at: Date
  readonly lost: readonly ReservationLine[]
}

/** Tells the hospital's coordinators, and the treating doctor where the case is asked by it, once for each case and meeting. */
async function tellOfLoss({ notices, directory, cases }: Pick<Repositories, 'notices' | 'directory' | 'cases'>, { actor, newId, at, lost }: Loss): Promise<void> {
  if (lost.length === 0) return
  const coordinators = await directory.coordinatorsOf(actor.organization)
  const ofCases = [...new Set(lost.flatMap(({ about }) => ('case' in about ? [about.case] : [])))]
  const ofMeetings = [...new Set(lost.flatMap(({ about }) => ('meeting' in about ? [about.meeting] : [])))]
  const toEach = (people: readonly PractitionerId[]) => [...new Set(people)].filter((person) => person !== actor.practitioner)
  for (const id of ofCases) {
    const one = await cases.find(id)
    const asker = one !== null && one.requestingOrganization === actor.organization ? [one.requester] : []
    await notices.add(toEach([...coordinators, ...asker]).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'asset.lost', case: id, at, readAt: null })))
  }
  for (const meeting of ofMeetings) {
    await notices.add(toEach(coordinators).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'meeting.room-lost', case: null, organization: actor.organization, meeting, at, readAt: null })))
  }
}

const told = (actor: Actor, at: Date, payload: { readonly type: 'asset.added' | 'asset.changed' | 'asset.out-of-service' | 'asset.in-service'; readonly asset: AssetId }) =>
  ({ organization: actor.organization, actor: actor.practitioner, at, payload })

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

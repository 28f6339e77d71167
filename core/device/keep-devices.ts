import { isRoom } from '#core/asset/asset.ts'
import type { AssetRepository } from '#core/asset/asset-repository.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type AssetId, type DeviceId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { codeStands, longestDeviceName, mayKeepDevices, standingOfDevice, typedCode, type DeviceStanding, type RoomDevice } from './device.ts'
import type { DevicePorts, DeviceStore } from './ports.ts'

interface MadeCode {
  readonly device: DeviceId
  /** To be typed on the machine; told this once. */
  readonly code: string
  readonly until: Date
}

const told = (actor: Actor, at: Date, payload: { readonly type: 'device.registered' | 'device.code-made' | 'device.revoked' | 'device.placed'; readonly device: DeviceId }) =>
  ({ organization: actor.organization, actor: actor.practitioner, at, payload })

/** Takes a machine of the own hospital into its list; whoever types the code on it within half an hour makes it this device. */
export const makeRegisterDevice =
  (ports: DevicePorts) =>
  (actor: Actor, input: { readonly name: string }): Promise<Result<MadeCode, 'device.not-allowed' | 'device.no-name'>> =>
    ports.atomically(actor, async ({ devices, audit }) => {
      if (!mayKeepDevices(actor)) return err('device.not-allowed')
      const name = input.name.trim()
      if (name === '' || name.length > longestDeviceName) return err('device.no-name')
      const at = ports.clock()
      const until = new Date(at.getTime() + codeStands)
      const code = ports.newCode()
      const device: RoomDevice = {
        id: brandId<DeviceId>(ports.newId()), organization: actor.organization, name, asset: null, registeredBy: actor.practitioner, registeredAt: at,
        codeUntil: until, pairedAt: null, revokedAt: null,
      }
      await devices.add(device, ports.digest(code))
      await audit.append(told(actor, at, { type: 'device.registered', device: device.id }))
      return ok({ device: device.id, code, until })
    })

/** Makes another code, for a machine that was set up anew; what the machine before it held opens nothing. */
export const makeRenewCode =
  (ports: DevicePorts) =>
  (actor: Actor, input: { readonly device: DeviceId }): Promise<Result<MadeCode, 'device.not-allowed' | 'device.not-found'>> =>
    ports.atomically(actor, async ({ devices, audit }) => {
      if (!mayKeepDevices(actor)) return err('device.not-allowed')
      const at = ports.clock()
      const until = new Date(at.getTime() + codeStands)
      const code = ports.newCode()
      if (!(await devices.renew(input.device, { hash: ports.digest(code), until }))) return err('device.not-found')
      await audit.append(told(actor, at, { type: 'device.code-made', device: input.device }))
      return ok({ device: input.device, code, until })
    })

/** Takes a device away: its credential opens nothing from now on. */
export const makeRevokeDevice =
  (ports: DevicePorts) =>
  (actor: Actor, input: { readonly device: DeviceId }): Promise<Result<null, 'device.not-allowed' | 'device.not-found'>> =>
    ports.atomically(actor, async ({ devices, audit }) => {
      if (!mayKeepDevices(actor)) return err('device.not-allowed')
      const at = ports.clock()
      if (!(await devices.revoke(input.device, { practitioner: actor.practitioner, at }))) return err('device.not-found')
      await audit.append(told(actor, at, { type: 'device.revoked', device: input.device }))
      return ok(null)
    })

/** Says in which of the hospital's rooms a machine stands, or in none. */
export const makePlaceDevice =
  (ports: Pick<DevicePorts, 'clock'> & { readonly atomically: <T>(actor: Actor, work: (store: DeviceStore & { readonly assets: Pick<AssetRepository, 'all'> }) => Promise<T>) => Promise<T> }) =>
  (actor: Actor, input: { readonly device: DeviceId; readonly asset: AssetId | null }): Promise<Result<null, 'device.not-allowed' | 'device.not-found' | 'asset.not-found'>> =>
    ports.atomically(actor, async ({ assets, devices, audit }) => {
      if (!mayKeepDevices(actor)) return err('device.not-allowed')
      if (input.asset !== null && !(await assets.all()).some(({ id, kind }) => id === input.asset && isRoom(kind))) return err('asset.not-found')
      if (!(await devices.place(input.device, input.asset))) return err('device.not-found')
      await audit.append(told(actor, ports.clock(), { type: 'device.placed', device: input.device }))
      return ok(null)
    })

/** The own hospital's devices and where each stands. */
export const makeViewDevices =
  (ports: Pick<DevicePorts, 'atomically' | 'clock'>) =>
  (actor: Actor): Promise<Result<readonly { readonly device: RoomDevice; readonly standing: DeviceStanding }[], 'device.not-allowed'>> =>
    ports.atomically(actor, async ({ devices }) => {
      if (!mayKeepDevices(actor)) return err('device.not-allowed')
      const now = ports.clock()
      return ok((await devices.all()).map((device) => ({ device, standing: standingOfDevice(device, now) })))
    })

/** A code was typed on a machine: it holds the device's credential from now on. */
export const makePairDevice =
  (ports: DevicePorts) =>
  async (typed: string): Promise<Result<{ readonly credential: string }, 'device.code-wrong'>> => {
    const code = ports.digest(typedCode(typed))
    const found = await ports.deviceAtDoor('code', code)
    if (found === null) return err('device.code-wrong')
    return ports.inHospital(found.organization, async ({ devices, audit }: DeviceStore) => {
      const at = ports.clock()
      const credential = ports.newSecret()
      const device = brandId<DeviceId>(found.id)
      if (!(await devices.pair(device, { code, credential: ports.digest(credential), at }))) return err('device.code-wrong')
      await audit.append({ organization: found.organization, actor: null, at, payload: { type: 'device.paired', device } })
      return ok({ credential })
    })
  }

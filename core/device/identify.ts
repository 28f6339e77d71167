import type { Actor } from '#core/directory/actor.ts'
import { staffRoles } from '#core/directory/actor.ts'
import { brandId, type DeviceAskId, type DeviceId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { askStands, type DeviceAsk, type RoomDevice } from './device.ts'
import type { DevicePorts } from './ports.ts'

/** The device behind a machine's credential, as long as it is not revoked. */
export const makeFindDevice =
  (ports: DevicePorts) =>
  async (credential: string): Promise<RoomDevice | null> => {
    const found = await ports.deviceAtDoor('credential', ports.digest(credential))
    if (found === null) return null
    const device = await ports.inHospital(found.organization, ({ devices }) => devices.find(brandId<DeviceId>(found.id)))
    return device?.revokedAt === null ? device : null
  }

/** Somebody who may stand before a device of their hospital. */
export interface DevicePerson {
  readonly id: PractitionerId
  readonly name: string
  readonly title: string
}

/** The hospital's staff, from whom a person picks their own name; who of them has a PIN is asked elsewhere. */
export const makeListStaff =
  (ports: DevicePorts) =>
  (organization: OrganizationId): Promise<readonly DevicePerson[]> =>
    ports.inHospital(organization, async ({ directory }) => {
      const staff = await directory.staff(organization, staffRoles)
      return (await directory.practitioners(staff)).map(({ id, name, title }) => ({ id, name, title }))
    })

/** A device shows a square: whoever approves it on their phone is who stands before it. */
export const makeAskPhone =
  (ports: DevicePorts) =>
  (device: Pick<RoomDevice, 'id' | 'organization'>): Promise<{ readonly ask: DeviceAsk; readonly secret: string }> =>
    ports.inHospital(device.organization, async ({ devices }) => {
      const secret = ports.newSecret()
      const hash = ports.digest(secret)
      const ask: DeviceAsk = {
        id: brandId<DeviceAskId>(ports.newId()), device: device.id, organization: device.organization,
        check: checkOf(hash), expiresAt: new Date(ports.clock().getTime() + askStands), approvedBy: null,
      }
      await devices.ask(ask, hash)
      return { ask, secret }
    })

/** Two digits of a hash. */
const checkOf = (hash: string): string => String(Number.parseInt(hash.slice(0, 8), 16) % 100).padStart(2, '0')

interface AskOnPhone {
  readonly device: string
  readonly check: string
}
type AskRefusal = 'device.ask-over' | 'device.wrong-hospital'

/** What the phone shows before a yes: which device asks, and the two digits. */
export const makeLookAtAsk =
  (ports: DevicePorts) =>
  async (actor: Actor, secret: string): Promise<Result<AskOnPhone, AskRefusal>> => {
    const found = await openAsk(ports, actor, secret)
    return found.ok ? ok({ device: found.value.device.name, check: found.value.ask.check }) : found
  }

/** The person at the phone says: that is me. */
export const makeApproveAsk =
  (ports: DevicePorts) =>
  async (actor: Actor, secret: string): Promise<Result<AskOnPhone, AskRefusal>> => {
    const found = await openAsk(ports, actor, secret)
    if (!found.ok) return found
    const { ask, device } = found.value
    return ports.atomically(actor, async ({ devices }) => {
      const approved = await devices.approve(ask.id, { practitioner: actor.practitioner, at: ports.clock() })
      return approved ? ok({ device: device.name, check: ask.check }) : err('device.ask-over')
    })
  }

/** A square that still stands, of a device of the hospital for which the person acts. */
async function openAsk(ports: DevicePorts, actor: Actor, secret: string): Promise<Result<{ readonly ask: DeviceAsk; readonly device: RoomDevice }, AskRefusal>> {
  const found = await ports.deviceAtDoor('ask', ports.digest(secret))
  if (found === null) return err('device.ask-over')
  if (found.organization !== actor.organization) return err('device.wrong-hospital')
  return ports.atomically(actor, async ({ devices }) => {
    const ask = await devices.findAsk(brandId<DeviceAskId>(found.id))
    const device = ask === null ? null : await devices.find(ask.device)
    if (ask === null || device?.revokedAt !== null || ask.approvedBy !== null || ports.clock() >= ask.expiresAt) return err('device.ask-over')
    return ok({ ask, device })
  })
}

/** Who approved the device's own square, told once; null while it still may be, `ask-over` afterwards. */
export const makeCollectAsk =
  (ports: DevicePorts) =>
  (device: Pick<RoomDevice, 'id' | 'organization'>, id: DeviceAskId): Promise<Result<PractitionerId | null, 'device.ask-over'>> =>
    ports.inHospital(device.organization, async ({ devices }) => {
      const ask = await devices.findAsk(id)
      const now = ports.clock()
      if (ask?.device !== device.id || now >= ask.expiresAt) return err('device.ask-over')
      return ask.approvedBy === null ? ok(null) : collected(await devices.collect(id, now))
    })

const collected = (who: PractitionerId | null): Result<PractitionerId, 'device.ask-over'> => (who === null ? err('device.ask-over') : ok(who))

/** Whether the person works at the device's hospital, in any role. */
export const makeWorksAtDevice =
  (ports: DevicePorts) =>
  (device: Pick<RoomDevice, 'organization'>, who: PractitionerId): Promise<boolean> =>
    ports.inHospital(device.organization, async ({ directory }) => (await directory.roleOf(who, device.organization)) !== null)

/** Writes down who identified themselves at a device, or left it. */
export const makeRecordAtDevice =
  (ports: DevicePorts) =>
  (device: Pick<RoomDevice, 'id' | 'organization'>, who: PractitionerId, what: { readonly by: 'pin' | 'qr' } | 'left'): Promise<void> =>
    ports.inHospital(device.organization, ({ audit }) =>
      audit.append({
        organization: device.organization, actor: who, at: ports.clock(),
        payload: what === 'left' ? { type: 'device.left', device: device.id } : { type: 'device.identified', device: device.id, by: what.by },
      }),
    )

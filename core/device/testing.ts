import type { AuditEvent } from '#core/audit/audit-event.ts'
import { brandId, type DeviceAskId, type DeviceId, type PractitionerId, type Sha256 } from '#core/shared/ids.ts'
import type { DeviceAsk, RoomDevice } from './device.ts'
import type { DevicePorts, DeviceRepository, DeviceStore } from './ports.ts'

interface DeviceRow {
  readonly device: RoomDevice
  readonly code: Sha256 | null
  readonly credential: Sha256 | null
}

/** Devices in memory, and whatever a secret opens. */
function makeMemoryDevices(): { readonly devices: DeviceRepository; readonly atDoor: DevicePorts['deviceAtDoor'] } {
  const rows = new Map<DeviceId, DeviceRow>()
  const asks = new Map<DeviceAskId, { readonly ask: DeviceAsk; readonly secret: Sha256; readonly collected: boolean }>()
  const change = (id: DeviceId, fits: (row: DeviceRow) => boolean, to: (row: DeviceRow) => DeviceRow): boolean => {
    const row = rows.get(id)
    if (row === undefined || !fits(row)) return false
    rows.set(id, to(row))
    return true
  }
  const stands = ({ device }: DeviceRow): boolean => device.revokedAt === null
  const devices: DeviceRepository = {
    all: async () => [...rows.values()].map(({ device }) => device),
    find: async (id) => rows.get(id)?.device ?? null,
    add: async (device, code) => void rows.set(device.id, { device, code, credential: null }),
    renew: async (id, { hash, until }) => change(id, stands, ({ device }) => ({ device: { ...device, codeUntil: until, pairedAt: null }, code: hash, credential: null })),
    pair: async (id, { code, credential, at }) =>
      change(id, (row) => stands(row) && row.code === code && row.device.codeUntil !== null && at < row.device.codeUntil,
        ({ device }) => ({ device: { ...device, codeUntil: null, pairedAt: at }, code: null, credential })),
    place: async (id, asset) => change(id, stands, (row) => ({ ...row, device: { ...row.device, asset } })),
    revoke: async (id, { at }) => change(id, stands, ({ device }) => ({ device: { ...device, codeUntil: null, pairedAt: null, revokedAt: at }, code: null, credential: null })),
    ask: async (ask, secret) => void asks.set(ask.id, { ask, secret, collected: false }),
    findAsk: async (id) => asks.get(id)?.ask ?? null,
    approve: async (id, { practitioner, at }) => {
      const row = asks.get(id)
      if (row === undefined || row.ask.approvedBy !== null || at >= row.ask.expiresAt) return false
      asks.set(id, { ...row, ask: { ...row.ask, approvedBy: practitioner } })
      return true
    },
    collect: async (id) => {
      const row = asks.get(id)
      if (row === undefined || row.collected) return null
      asks.set(id, { ...row, collected: true })
      return row.ask.approvedBy
    },
  }
  const atDoor: DevicePorts['deviceAtDoor'] = async (what, secret) => {
    const found = what === 'ask'
      ? [...asks.values()].find((row) => row.secret === secret)?.ask
      : [...rows.values()].find((row) => row[what] === secret)?.device
    return found === undefined ? null : { id: found.id, organization: found.organization }
  }
  return { devices, atDoor }
}

/** Devices of several hospitals in memory, with a clock that a test turns. */
export function makeDeviceWorld(start: Date, staff: readonly PractitionerId[]) {
  const { devices, atDoor } = makeMemoryDevices()
  const told: AuditEvent[] = []
  const world = { now: start }
  let count = 0
  const store: DeviceStore = {
    devices,
    audit: { append: async (event) => void told.push(event) },
    directory: {
      organization: async () => null,
      roleOf: async () => null,
      staff: async () => staff,
      practitioners: async (ids) => ids.map((id) => ({ id, name: `Người ${id}`, title: 'BS.', licenceNumber: null, phone: null })),
    },
  }
  const ports: DevicePorts = {
    atomically: (_actor, work) => work(store),
    inHospital: (_organization, work) => work(store),
    deviceAtDoor: atDoor,
    clock: () => world.now,
    newId: () => `id-${String(++count)}`,
    digest: (text) => brandId<Sha256>(Array.from(String(text), (letter) => letter.charCodeAt(0).toString(16)).join('')),
    newSecret: () => `secret-${String(++count)}`,
    newCode: () => `CODE${String(++count)}`,
  }
  return { world, told, ports }
}

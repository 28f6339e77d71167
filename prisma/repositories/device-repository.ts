import type { DeviceAsk, RoomDevice } from '#core/device/device.ts'
import type { DeviceRepository, SecretOfDevice } from '#core/device/ports.ts'
import type { OrganizationId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

/** Everything but the secrets' hashes, which nobody reads back. */
const columns = {
  id: true, organizationId: true, name: true, assetId: true, registeredById: true, registeredAt: true, codeUntil: true, pairedAt: true, revokedAt: true,
} as const satisfies Prisma.RoomDeviceSelect
const askColumns = { id: true, deviceId: true, organizationId: true, checkDigits: true, expiresAt: true, approvedById: true } as const satisfies Prisma.DeviceAskSelect

/** The machines in a hospital's meeting rooms. */
export function makeDeviceRepository(ask: ScopedDb): DeviceRepository {
  return {
    all: async () => (await ask((db) => db.roomDevice.findMany({ select: columns, orderBy: [{ registeredAt: 'desc' }, { id: 'asc' }] }))).map(deviceOf),
    find: async (id) => {
      const row = await ask((db) => db.roomDevice.findFirst({ where: { id }, select: columns }))
      return row === null ? null : deviceOf(row)
    },
    add: async ({ id, organization, name, registeredBy, registeredAt, codeUntil }, codeSha256) => {
      const row = { id, organizationId: organization, name, registeredById: registeredBy, registeredAt, codeUntil, codeSha256 }
      await ask((db) => db.roomDevice.createMany({ data: [row] }))
    },
    renew: async (id, { hash, until }) => {
      const data = { codeSha256: hash, codeUntil: until, credentialSha256: null, pairedAt: null }
      return (await ask((db) => db.roomDevice.updateMany({ where: { id, revokedAt: null }, data }))).count === 1
    },
    pair: async (id, { code, credential, at }) => {
      const where = { id, revokedAt: null, codeSha256: code, codeUntil: { gt: at } }
      const data = { codeSha256: null, codeUntil: null, credentialSha256: credential, pairedAt: at }
      return (await ask((db) => db.roomDevice.updateMany({ where, data }))).count === 1
    },
    place: async (id, asset) => (await ask((db) => db.roomDevice.updateMany({ where: { id, revokedAt: null }, data: { assetId: asset } }))).count === 1,
    revoke: async (id, { practitioner, at }) => {
      const data = { revokedAt: at, revokedById: practitioner, codeSha256: null, codeUntil: null, credentialSha256: null, pairedAt: null }
      return (await ask((db) => db.roomDevice.updateMany({ where: { id, revokedAt: null }, data }))).count === 1
    },
    ask: async ({ id, device, organization, check, expiresAt }, secretSha256) => {
      await ask((db) => db.deviceAsk.createMany({ data: [{ id, deviceId: device, organizationId: organization, checkDigits: check, expiresAt, secretSha256 }] }))
    },
    findAsk: async (id) => {
      const row = await ask((db) => db.deviceAsk.findFirst({ where: { id }, select: askColumns }))
      return row === null ? null : askOf(row)
    },
    approve: async (id, { practitioner, at }) => {
      const data = { approvedById: practitioner, approvedAt: at }
      return (await ask((db) => db.deviceAsk.updateMany({ where: { id, approvedAt: null, expiresAt: { gt: at } }, data }))).count === 1
    },
    collect: async (id, at) => {
      const { count } = await ask((db) => db.deviceAsk.updateMany({ where: { id, approvedAt: { not: null }, collectedAt: null }, data: { collectedAt: at } }))
      const row = count === 1 ? await ask((db) => db.deviceAsk.findFirst({ where: { id }, select: askColumns })) : null
      return row?.approvedById ? brandId(row.approvedById) : null
    },
  }
}

const deviceOf = (row: Prisma.RoomDeviceGetPayload<{ select: typeof columns }>): RoomDevice => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  name: row.name,
  asset: row.assetId === null ? null : brandId(row.assetId),
  registeredBy: brandId(row.registeredById),
  registeredAt: row.registeredAt,
  codeUntil: row.codeUntil,
  pairedAt: row.pairedAt,
  revokedAt: row.revokedAt,
})

const askOf = (row: Prisma.DeviceAskGetPayload<{ select: typeof askColumns }>): DeviceAsk => ({
  id: brandId(row.id),
  device: brandId(row.deviceId),
  organization: brandId(row.organizationId),
  check: row.checkDigits,
  expiresAt: row.expiresAt,
  approvedBy: row.approvedById === null ? null : brandId(row.approvedById),
})

/** Forgets squares of every hospital that ended a day before this moment or longer; how many there were. */
export const makeForgetDeviceAsks = (ask: ScopedDb) => async (moment: Date): Promise<number> => {
  const [row] = await ask((db) => db.$queryRaw<{ gone: number }[]>`SELECT forget_device_asks(${moment}::timestamptz) AS gone`)
  return row?.gone ?? 0
}

/** What a secret opens, before it is known who asks. */
export async function deviceAtDoor(db: Db, what: SecretOfDevice, secret: Sha256): Promise<{ readonly id: string; readonly organization: OrganizationId } | null> {
  const [row] = await db.$queryRaw<{ id: string; organization: string }[]>`SELECT id, organization FROM device_at_door(${what}, ${secret}::char(64))`
  return row === undefined ? null : { id: row.id, organization: brandId(row.organization) }
}

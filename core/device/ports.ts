import type { AuditLog } from '#core/audit/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { AssetId, DeviceAskId, DeviceId, NewId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import type { DeviceAsk, RoomDevice } from './device.ts'

/** The own hospital's devices; of codes and credentials only hashes are kept. */
export interface DeviceRepository {
  /** Newest first. */
  all(): Promise<readonly RoomDevice[]>
  find(id: DeviceId): Promise<RoomDevice | null>
  add(device: RoomDevice, code: Sha256): Promise<void>
  /** A new code: the credential that a machine held before opens nothing. False where the device is revoked. */
  renew(id: DeviceId, code: { readonly hash: Sha256; readonly until: Date }): Promise<boolean>
  /** Spends the code and makes a machine this device; false where it is spent or over. */
  pair(id: DeviceId, pairing: { readonly code: Sha256; readonly credential: Sha256; readonly at: Date }): Promise<boolean>
  /** Says in which room it stands; false where the device is revoked. */
  place(id: DeviceId, asset: AssetId | null): Promise<boolean>
  revoke(id: DeviceId, by: { readonly practitioner: PractitionerId; readonly at: Date }): Promise<boolean>
  ask(ask: DeviceAsk, secret: Sha256): Promise<void>
  findAsk(id: DeviceAskId): Promise<DeviceAsk | null>
  /** False where it is over or somebody has approved already. */
  approve(id: DeviceAskId, by: { readonly practitioner: PractitionerId; readonly at: Date }): Promise<boolean>
  /** Who approved, told once; null while nobody has, and afterwards. */
  collect(id: DeviceAskId, at: Date): Promise<PractitionerId | null>
}

export interface DeviceStore {
  readonly devices: DeviceRepository
  readonly directory: Pick<Directory, 'organization' | 'roleOf' | 'staff' | 'practitioners'>
  readonly audit: AuditLog
}

/** What a secret opens, before it is known for which hospital: a typed code, a machine's credential, a square on its screen. */
export type SecretOfDevice = 'code' | 'credential' | 'ask'

export interface DevicePorts {
  readonly atomically: <T>(actor: Actor, work: (store: DeviceStore) => Promise<T>) => Promise<T>
  /** The platform within one hospital, for a machine that is nobody. */
  readonly inHospital: <T>(organization: OrganizationId, work: (store: DeviceStore) => Promise<T>) => Promise<T>
  readonly deviceAtDoor: (what: SecretOfDevice, secret: Sha256) => Promise<{ readonly id: string; readonly organization: OrganizationId } | null>
  readonly clock: Clock
  readonly newId: NewId
  readonly digest: Digest
  /** 256 random bits, fit for a cookie or an address. */
  readonly newSecret: () => string
  readonly newCode: () => string
}

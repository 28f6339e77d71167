import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { DeviceRepository } from '#core/device/ports.ts'
import type { Actor } from '#core/directory/actor.ts'

export interface AssetRepositories extends Repositories {
  readonly devices: DeviceRepository
}
type AtomicallyOnAssets = <T>(actor: Actor, work: (repositories: AssetRepositories) => Promise<T>) => Promise<T>

export type AssetPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyOnAssets }
export type AssetReadPorts = Pick<CasePorts, 'clock'> & { readonly read: AtomicallyOnAssets }

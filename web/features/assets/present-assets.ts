import { isRoom, type AssetKind } from '#core/asset/asset.ts'
import type { ReservationLine } from '#core/asset/asset-repository.ts'
import type { KeptAssets } from '#core/asset/view-assets.ts'

/** What is reserved, as far as the viewer may know for what. */
export interface ReservedFacts {
  readonly id: string
  readonly startsAt: string
  readonly caseCode: string | null
  readonly title: string | null
}

export interface AssetFacts {
  readonly id: string
  readonly kind: AssetKind
  readonly name: string
  readonly seats: number | null
  readonly department: string | null
  readonly departmentName: string | null
  readonly inService: boolean
  readonly note: string
  readonly machines: readonly string[]
  readonly ahead: readonly ReservedFacts[]
}

export interface AssetsFacts {
  readonly rooms: readonly AssetFacts[]
  readonly equipment: readonly AssetFacts[]
  readonly departments: readonly { readonly id: string; readonly name: string }[]
  readonly mayKeep: boolean
}

/** A reservation reduced to what a list shows. */
export const presentReserved = ({ id, slot, caseCode, title }: ReservationLine): ReservedFacts => ({ id, startsAt: slot.from.toISOString(), caseCode, title })

/** What the page of rooms and equipment shows. */
export function presentAssets({ assets, departments, mayKeep }: KeptAssets): AssetsFacts {
  const facts = assets.map(({ asset, devices, ahead }): AssetFacts => ({
    id: asset.id, kind: asset.kind, name: asset.name, seats: asset.seats, department: asset.department, inService: asset.inService, note: asset.note,
    departmentName: departments.find(({ id }) => id === asset.department)?.name ?? null,
    machines: devices.map(({ device }) => device.name),
    ahead: ahead.map(presentReserved),
  }))
  return { mayKeep, departments: departments.map(({ id, name }) => ({ id, name })), rooms: facts.filter(({ kind }) => isRoom(kind)), equipment: facts.filter(({ kind }) => !isRoom(kind)) }
}

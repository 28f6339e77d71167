import type { Slot } from '#core/case/session-conflicts.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { AssetId, CaseId, DepartmentId, OrganizationId, ReservationId } from '#core/shared/ids.ts'

/** Where people meet (FHIR Location). */
export const roomKinds = ['consult-room', 'operating-room', 'hall'] as const
/** What is carried to where it is needed (FHIR Device). */
export const equipmentKinds = ['cart', 'ultrasound', 'camera', 'other'] as const
export const assetKinds = [...roomKinds, ...equipmentKinds] as const
export type AssetKind = (typeof assetKinds)[number]

/** Whether it is a place, and no equipment. */
export const isRoom = (kind: AssetKind): boolean => roomKinds.some((one) => one === kind)

/** A room or a piece of movable equipment that a hospital lends to its own sessions and meetings. */
export interface Asset {
  readonly id: AssetId
  readonly organization: OrganizationId
  readonly kind: AssetKind
  /** As people call it: "Phòng hội chẩn tầng 3". */
  readonly name: string
  /** How many can sit in it; null for equipment, and where nobody counted. */
  readonly seats: number | null
  /** The department that looks after it. */
  readonly department: DepartmentId | null
  readonly inService: boolean
  readonly note: string
}

/** For what it is reserved: a case's session, or one day of a meeting that returns, by the day of its rule. */
export type ReservedFor = { readonly case: CaseId } | { readonly meeting: MeetingId; readonly on: PlainDate }

/** One asset for one stretch of time, which nobody else can have then (a busy FHIR Slot). */
export interface Reservation {
  readonly id: ReservationId
  readonly asset: AssetId
  readonly organization: OrganizationId
  readonly about: ReservedFor
  readonly slot: Slot
}

/** Why it was given back: by hand, as its time moved to where it was not free, with what it was for, or because it went out of service. */
export type ReleaseReason = 'given-back' | 'moved' | 'over' | 'out-of-service'

export const longestAssetName = 80
export const longestAssetNote = 500
export const mostSeats = 2_000
/** How many assets one session or meeting may have. */
export const mostAssets = 10

/** Administrators keep the list, as they keep the devices (product.md §2). */
export const mayKeepAssets = (actor: Actor): boolean => actor.roles.includes('admin')
/** Coordinators see it, since they book from it. */
export const maySeeAssets = (actor: Actor): boolean => mayKeepAssets(actor) || isCoordinator(actor)

/** Whether a reservation belongs to the case. */
export const isForCase = ({ about }: Pick<Reservation, 'about'>, id: CaseId): boolean => 'case' in about && about.case === id

/** Rooms before equipment, then by name as Vietnamese sorts it. */
export const inAssetOrder = <One extends Pick<Asset, 'kind' | 'name'>>(assets: readonly One[]): readonly One[] =>
  assets.toSorted((a, b) => assetKinds.indexOf(a.kind) - assetKinds.indexOf(b.kind) || a.name.localeCompare(b.name, 'vi', { numeric: true }))

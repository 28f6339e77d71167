import type { Slot } from '#core/case/session-conflicts.ts'
import type { Department } from '#core/directory/directory.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import type { AssetId, CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { Asset, AssetKind, ReleaseReason, Reservation } from './asset.ts'

/** A reservation with what may be said of what it is for; both null where the asker may not see it. */
export interface ReservationLine extends Reservation {
  readonly caseCode: string | null
  readonly title: string | null
}

/** A reservation with what is reserved, as every party of the case or meeting sees it. */
export interface ReservedAsset extends Reservation {
  readonly name: string
  readonly kind: AssetKind
}

/** Rooms and equipment of the own hospital, and what its cases and meetings have reserved at any. */
export interface AssetRepository {
  all(): Promise<readonly Asset[]>
  departments(): Promise<readonly Department[]>
  /** Finds and holds it against new reservations until the transaction ends. */
  findForChange(id: AssetId): Promise<Asset | null>
  /** Those of the own hospital, held against going out of service until the transaction ends. */
  holdForUse(ids: readonly AssetId[]): Promise<readonly Asset[]>
  add(asset: Asset): Promise<void>
  save(asset: Asset): Promise<void>
  /** What stands reserved of the own hospital's during the slot, earliest first. */
  takenDuring(slot: Slot): Promise<readonly ReservationLine[]>
  /** What stands reserved of one asset and is not over, earliest first. */
  ahead(asset: AssetId, from: Date): Promise<readonly ReservationLine[]>
  /** What stands reserved for the cases, at either hospital. */
  ofCases(cases: readonly CaseId[]): Promise<readonly ReservedAsset[]>
  /** What stands reserved for the meetings and is not over. */
  ofMeetings(meetings: readonly MeetingId[], from: Date): Promise<readonly ReservedAsset[]>
  /** Reserves; where somebody else was faster the work is started again, and finds it taken. */
  reserve(reservations: readonly Reservation[], by: Stamp): Promise<void>
  /** Reserves what is free of it, and leaves the rest. */
  reserveFree(reservations: readonly Reservation[], by: Stamp): Promise<void>
  release(reservations: readonly Reservation[], why: ReleaseReason, at: Date): Promise<void>
}

/** Who did it, and when. */
export interface Stamp {
  readonly practitioner: PractitionerId
  readonly at: Date
}

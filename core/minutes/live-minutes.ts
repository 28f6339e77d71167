import type { MinutesId, PractitionerId } from '#core/shared/ids.ts'

/** One thing that one person typed: opaque bytes here (a Yjs update), kept for good. */
export interface MinutesChange {
  readonly author: PractitionerId
  readonly at: Date
  readonly update: Uint8Array
}

/**
 * The shared document behind a draft. Every change is recorded before it is acknowledged to its writer, so a killed server loses
 * nothing that anybody was told is kept; the whole state is stored now and then, to start from.
 */
export interface LiveMinutesRepository {
  /** The last whole state, without the changes recorded since. */
  find(minutes: MinutesId): Promise<Uint8Array | null>
  /** Writes the first state unless there is one, and returns the one that counts: two first states would merge into doubled text. */
  begin(minutes: MinutesId, first: Uint8Array): Promise<Uint8Array>
  /** Writes a newer state; false when the minutes are a draft no longer. */
  save(minutes: MinutesId, state: Uint8Array): Promise<boolean>
  /** Records one change; false when the minutes are a draft no longer. Waits while they are being frozen. */
  record(minutes: MinutesId, change: MinutesChange): Promise<boolean>
  /** Every change recorded, oldest first. */
  changes(minutes: MinutesId): Promise<readonly MinutesChange[]>
  /** Lets nobody record a change until the transaction ends. */
  hold(minutes: MinutesId): Promise<void>
}

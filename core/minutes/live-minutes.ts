import type { MinutesId } from '#core/shared/ids.ts'

/** The shared document behind a draft, as the document server last wrote it; opaque bytes here (a Yjs state). */
export interface LiveMinutesRepository {
  find(minutes: MinutesId): Promise<Uint8Array | null>
  /** Writes the first state unless there is one, and returns the one that counts: two first states would merge into doubled text. */
  begin(minutes: MinutesId, first: Uint8Array): Promise<Uint8Array>
  /** Writes a newer state; false when the minutes are a draft no longer. */
  save(minutes: MinutesId, state: Uint8Array): Promise<boolean>
}

import type { AssetKind } from '#core/asset/asset.ts'

/** A room or a piece of equipment as it may be chosen for a time. */
export interface AssetOption {
  readonly id: string
  readonly name: string
  readonly kind: AssetKind
  readonly seats: number | null
  /** Whether the appointment has it already. */
  readonly held: boolean
  /** What has it then; `what` is the case's code or the meeting's name, null where the viewer may not know. Null where it is free. */
  readonly taken: { readonly what: string | null; readonly from: string; readonly until: string } | null
}

/** What is chosen: what was touched, or else what the appointment has. */
export const chosenOf = (offered: readonly AssetOption[] | null, touched: readonly string[] | null): readonly string[] =>
  touched ?? (offered ?? []).filter(({ held }) => held).map(({ id }) => id)

/** What of the chosen somebody else has then. */
export const clashesOf = (offered: readonly AssetOption[] | null, chosen: readonly string[]): readonly AssetOption[] =>
  (offered ?? []).filter(({ id, taken }) => taken !== null && chosen.includes(id))

import type { RoomRefusal } from '#contract/room-refusals.ts'

/** What an action answers when the server declined it. */
export type ActionResult = { readonly ok: true } | { readonly ok: false; readonly error: RoomRefusal }

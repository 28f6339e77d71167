import { roomRefusals, type RoomRefusal } from '#contract/room-refusals.ts'

/** The portal's refusal of a ticket, as the room knows it; what it has no word for is a failure. */
export const roomRefusalOf = (code: string): RoomRefusal => roomRefusals.find((known) => known === code) ?? 'wire.failed'

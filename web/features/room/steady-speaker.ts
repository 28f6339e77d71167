import type { SeatId } from '#contract/room.ts'
import type { Speaking } from './client/room-state.ts'

/** Whose face has the stage, and since when they have been silent. */
export interface Floor {
  readonly seat: SeatId | null
  readonly silentSince: number | null
}

/** Milliseconds of silence after which another speaker takes the stage: a breath or an interjection must not move the picture. */
const patience = 2_000

/** Follows who has the floor: whoever speaks keeps it until they have been silent for a while and somebody else speaks. */
export function followFloor(floor: Floor, speaking: Speaking, now: number): Floor {
  const [loudest] = speaking
  if (floor.seat === null) return loudest === undefined ? floor : { seat: loudest.seat, silentSince: null }
  if (speaking.some(({ seat }) => seat === floor.seat)) return floor.silentSince === null ? floor : { seat: floor.seat, silentSince: null }
  const silentSince = floor.silentSince ?? now
  if (loudest !== undefined && now - silentSince >= patience) return { seat: loudest.seat, silentSince: null }
  return floor.silentSince === silentSince ? floor : { seat: floor.seat, silentSince }
}

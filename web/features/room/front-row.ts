import type { SeatId } from '#contract/room.ts'

/** Who stands in front among the faces, and in which order they last spoke (latest last). */
export interface FrontRow {
  readonly seats: readonly SeatId[]
  readonly spoke: readonly SeatId[]
}

export const nobodyInFront: FrontRow = { seats: [], spoke: [] }

/** Brings a speaker to the front, in the place of whoever has been silent longest; those who stand there already keep their places, so that no face jumps. */
export function bringToFront({ seats, spoke }: FrontRow, speaker: SeatId, places: number): FrontRow {
  const order = [...spoke.filter((seat) => seat !== speaker), speaker]
  if (seats.includes(speaker)) return spoke.at(-1) === speaker ? { seats, spoke } : { seats, spoke: order }
  if (seats.length < places) return { seats: [...seats, speaker], spoke: order }
  const silent = order.find((seat) => seats.includes(seat))
  return { seats: seats.map((seat) => (seat === silent ? speaker : seat)), spoke: order }
}

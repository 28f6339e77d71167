import type { RoomChange, RoomView } from '#contract/room.ts'

/** The room after a change, or null when a change is missing in between and the whole room must be asked for. */
export function applyChange(room: RoomView, change: RoomChange): RoomView | null {
  if (change.version <= room.version) return room
  if (change.version !== room.version + 1) return null
  const replaced = new Map(change.participants.map((one) => [one.seat, one]))
  const kept = room.participants.filter(({ seat }) => !change.gone.includes(seat))
  const known = new Set(kept.map(({ seat }) => seat))
  return {
    version: change.version,
    settings: change.settings ?? room.settings,
    participants: [
      ...kept.map((one) => replaced.get(one.seat) ?? one),
      ...change.participants.filter(({ seat }) => !known.has(seat)),
    ],
  }
}

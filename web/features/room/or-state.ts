import type { InsideRoom } from './client/room-state.ts'

/** What an operating room must be able to read at three metres: is anybody seeing us now? */
export type OrState = 'live' | 'private' | 'lost' | 'cut'

const lostLines: ReadonlySet<InsideRoom['line']> = new Set(['rejoining', 'reconnecting'])

/** The one word for the operating room; what is not certainly sent counts as private. */
export function orStateOf(room: Pick<InsideRoom, 'line' | 'own' | 'settings'>): OrState {
  if (lostLines.has(room.line)) return 'lost'
  if (room.settings.videoBlocked !== null) return 'cut'
  return Object.values(room.own).some(({ state }) => state === 'on') ? 'live' : 'private'
}

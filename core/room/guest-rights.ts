import type { GuestRole } from './guest-part.ts'
import type { SourceLabel } from './sources.ts'

/**
 * What one does inside a room, as far as an invitation decides it. `follow`: see, hear and read along; `speak`: be seen and heard;
 * `show`: one's own screen; `write`: in the talk; `draw`: on pictures, by the host's leave as everybody.
 */
export type GuestAbility = 'follow' | 'speak' | 'show' | 'write' | 'draw'

/** The record, its images and the minutes are in no guest's reach: whoever has no account has not proved who they are. */
const abilities: Readonly<Record<GuestRole, readonly GuestAbility[]>> = {
  observer: ['follow'],
  interpreter: ['follow', 'speak', 'write'],
  expert: ['follow', 'speak', 'show', 'write', 'draw'],
}

/** What sending a source takes; none of an operating room's is a guest's to send. */
const takes: Partial<Readonly<Record<SourceLabel, GuestAbility>>> = { microphone: 'speak', camera: 'speak', screen: 'show', 'screen-sound': 'show' }

/** Whether an invitation in this role allows it. */
export const guestMay = (role: GuestRole, ability: GuestAbility): boolean => abilities[role].includes(ability)

/** Whether an invitation in this role allows sending this source. */
export function guestMaySend(role: GuestRole, label: SourceLabel): boolean {
  const ability = takes[label]
  return ability !== undefined && guestMay(role, ability)
}

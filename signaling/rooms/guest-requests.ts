import type { insideRequests } from '#contract/room-wire.ts'
import { sourceLabel } from '#contract/room.ts'
import { guestRoleOf } from '#core/room/guest-part.ts'
import { guestMay, guestMaySend, type GuestAbility } from '#core/room/guest-rights.ts'
import type { RoomPart } from '#core/room/room.ts'

export type InsideRequest = keyof typeof insideRequests

/** What each request takes of a guest; null: no guest's at all. A new request does not compile until it is decided here. */
const takes: Readonly<Record<InsideRequest, GuestAbility | null>> = {
  'get-room': 'follow', 'leave': 'follow', 'raise-hand': 'follow', 'set-muted': 'speak',
  'start-session': null, 'end-session': null, 'lower-hand': null, 'set-lock': null, 'set-main': null, 'set-presenter': null,
  'admit': null, 'admit-all': null, 'send-back': null, 'remove': null,
  'media-capabilities': 'follow', 'join-media': 'follow', 'connect-path': 'follow', 'restart-path': 'follow', 'join-livekit': 'follow',
  'view': 'follow', 'resume-view': 'follow', 'pause-view': 'follow', 'stop-view': 'follow', 'set-view-layers': 'follow', 'set-view-priority': 'follow',
  'start-source': 'speak', 'stop-source': 'speak', 'announce-source': 'speak',
  'message-history': 'follow', 'send-message': 'write',
  'report-line': 'follow', 'get-lines': 'follow',
  // Image series of the record.
  'get-presentation': null, 'show-view': null, 'point-at': null,
  'get-boards': 'follow', 'draw': 'draw', 'point': 'draw', 'undo-mark': 'draw', 'clear-own-marks': 'draw',
  // A frozen picture is kept with the case.
  'clear-all-marks': null, 'grant-drawing': null, 'freeze-picture': null,
  'block-video': null, 'allow-video': null,
  'ask-recording': null, 'answer-recording': null, 'start-recording': null, 'stop-recording': null,
  'go-to-patient': null, 'end-round': null,
}

const labelIn = (input: unknown): unknown => (typeof input === 'object' && input !== null && 'label' in input ? input.label : undefined)

/** What a person in this part may ask inside the room; undefined for whoever has an account, whom the handlers themselves judge. */
export function guestFilter(part: RoomPart): ((event: InsideRequest, input: unknown) => boolean) | undefined {
  const role = guestRoleOf(part)
  if (role === null) return undefined
  return (event, input) => {
    const ability = takes[event]
    if (ability === null || !guestMay(role, ability)) return false
    if (event !== 'start-source' && event !== 'announce-source') return true
    const label = sourceLabel.safeParse(labelIn(input))
    return label.success && guestMaySend(role, label.data)
  }
}

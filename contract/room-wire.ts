import { chatEvents, chatRequests } from './chat.ts'
import type { PushEvents } from './define.ts'
import { connectionEvents } from './handshake.ts'
import { killSwitchRequests } from './kill-switch.ts'
import { lineEvents, lineRequests } from './line.ts'
import { liveKitRequests } from './livekit.ts'
import { doorEvents, doorRequests, lobbyEvents, lobbyRequests } from './lobby.ts'
import { mediaEvents, mediaRequests } from './media.ts'
import { recordingRequests } from './recording.ts'
import { roomEvents, roomRequests } from './room.ts'
import { roundRequests } from './round.ts'
import { telestrationEvents, telestrationRequests } from './telestration.ts'
import { viewerEvents, viewerRequests } from './viewer.ts'

/** All that someone inside may ask; the door's rows are the host's. */
export const insideRequests = { ...roomRequests, ...doorRequests, ...mediaRequests, ...liveKitRequests, ...chatRequests, ...lineRequests, ...viewerRequests, ...telestrationRequests, ...killSwitchRequests, ...recordingRequests, ...roundRequests } as const

/** All that may be asked in any state. */
export const allRoomRequests = { ...lobbyRequests, ...insideRequests } as const

/** All that the room server tells a browser. */
export const roomPushes = { ...connectionEvents, ...lobbyEvents, ...doorEvents, ...roomEvents, ...mediaEvents, ...chatEvents, ...lineEvents, ...viewerEvents, ...telestrationEvents } as const
export type RoomPushes = PushEvents<typeof roomPushes>

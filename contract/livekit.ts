import { z } from 'zod'
import { request } from './define.ts'
import { mediaRefusals, relayAccess } from './media.ts'
import { sourceLabel, streamId } from './room.ts'
import { mediaKind } from './rtp.ts'

/**
 * Browser ↔ signaling where a LiveKit server carries the media. Browser and LiveKit come to terms by themselves; the room
 * hands out the pass, learns what was published, and keeps every decision: admission, muting, the kill switch.
 */
export const liveKitRequests = {
  /** A pass to the room on the LiveKit server, for this joining alone; what an earlier one carried ends. */
  'join-livekit': request({
    input: z.object({}),
    output: z.object({ url: z.url(), pass: z.string(), relays: z.array(relayAccess) }),
    refusals: mediaRefusals,
  }),
  /** The source is on its way: only now the room lists it, by the LiveKit server's own name. */
  'announce-source': request({
    input: z.object({ label: sourceLabel, kind: mediaKind, stream: streamId, muted: z.boolean() }),
    output: z.object({}),
    refusals: mediaRefusals,
  }),
} as const

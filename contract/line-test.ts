import { z } from 'zod'
import { request } from './define.ts'
import { mediaPath, relayAccess, viewId } from './media.ts'
import { streamId } from './room.ts'
import { dtlsParameters, mediaKind, rtpCapabilities, rtpParameters } from './rtp.ts'

/**
 * Browser ↔ signaling, the test of a line before a call: a media room of one's own, each way tried with a connection of
 * its own, and one picture that is sent there and back.
 */

/** The socket.io namespace beside the rooms. */
export const lineTestNamespace = '/line-test'

export const lineTestHandshake = z.object({ protocol: z.int(), ticket: z.string().min(16).max(4096) })

/** A connection under test, named by the browser. */
const attempt = z.string().regex(/^[a-z0-9-]{1,24}$/)
const direction = z.enum(['send', 'receive'])
const done = z.object({})
const refusals = ['line-test.busy', 'line-test.not-with-livekit', 'media.unavailable', 'media.unsupported', 'media.not-joined', 'media.no-such-stream', 'media.room-full', 'media.too-many-sources', 'media.video-blocked'] as const

export const lineTestRequests = {
  'begin-test': request({
    input: z.object({}),
    output: z.object({ capabilities: rtpCapabilities, relays: z.array(relayAccess) }),
    refusals,
  }),
  'open-attempt': request({
    input: z.object({ attempt, capabilities: rtpCapabilities }),
    output: z.object({ send: mediaPath, receive: mediaPath }),
    refusals,
  }),
  'connect-attempt': request({ input: z.object({ attempt, direction, dtlsParameters }), output: done, refusals }),
  'send-picture': request({ input: z.object({ attempt, rtpParameters }), output: z.object({ stream: streamId }), refusals }),
  'view-picture': request({
    input: z.object({ attempt, stream: streamId }),
    output: z.object({ view: viewId, kind: mediaKind, rtpParameters }),
    refusals,
  }),
  'resume-picture': request({ input: z.object({ attempt, view: viewId }), output: done, refusals }),
} as const

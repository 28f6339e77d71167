import { brandId, type Brand } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import { sourceLabel, streamId } from './room.ts'
import { dtlsParameters, iceCandidate, iceParameters, mediaKind, mediaLayers, rtpCapabilities, rtpParameters } from './rtp.ts'

/** Browser ↔ signaling, sound and picture. Only someone who has been admitted can ask any of this. */

/** A source as one viewer receives it. */
export type ViewId = Brand<string, 'ViewId'>
export const viewId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .transform((raw) => brandId<ViewId>(raw))

const direction = z.enum(['send', 'receive'])
export type MediaDirection = z.output<typeof direction>
const priority = z.int().min(1).max(255)
const done = z.object({})

export const mediaPath = z.object({
  id: z.string(),
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
})
export type MediaPath = z.output<typeof mediaPath>

/** A relay for lines that let neither UDP nor the media ports through, with credentials of this joining. */
export const relayAccess = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })

/**
 * Why sound or picture cannot flow. `not-joined`: join first, or again. `unavailable`: the media server cannot be reached
 * now; `media-lost` follows when it can.
 */
export const mediaRefusals = [
  'media.not-joined',
  'media.unavailable',
  'media.room-full',
  'media.video-blocked',
  'media.too-many-sources',
  'media.unsupported',
  'media.no-such-stream',
] as const
export type MediaRefusal = (typeof mediaRefusals)[number]
const refusals = mediaRefusals

/** Which engine carries the room and, where it is ours, what it can carry. */
export const mediaOffer = z.discriminatedUnion('engine', [
  z.object({ engine: z.literal('sfu'), capabilities: rtpCapabilities }),
  z.object({ engine: z.literal('livekit') }),
])
export type MediaOffer = z.output<typeof mediaOffer>

export const mediaRequests = {
  /** Asked before the first joining by whom `admitted` has not told it. */
  'media-capabilities': request({ input: z.object({}), output: mediaOffer, refusals }),
  /** Opens both paths; joining again throws the earlier ones away. */
  'join-media': request({
    input: z.object({ capabilities: rtpCapabilities }),
    output: z.object({ send: mediaPath, receive: mediaPath, relays: z.array(relayAccess) }),
    refusals,
  }),
  'connect-path': request({
    input: z.object({ direction, dtlsParameters }),
    output: done,
    refusals,
  }),
  'restart-path': request({
    input: z.object({ direction }),
    output: z.object({ iceParameters }),
    refusals,
  }),
  /** Starts a source; a running one of the same label ends. */
  'start-source': request({
    input: z.object({ label: sourceLabel, kind: mediaKind, rtpParameters, muted: z.boolean() }),
    output: z.object({ stream: streamId }),
    refusals,
  }),
  'stop-source': request({ input: z.object({ label: sourceLabel }), output: done, refusals: [] }),
  /** Prepares to receive a source, in the size and with the priority that it will need; it flows after `resume-view`. */
  'view': request({
    input: z.object({ stream: streamId, layers: mediaLayers.exactOptional(), priority: priority.exactOptional() }),
    output: z.object({ view: viewId, kind: mediaKind, rtpParameters }),
    refusals,
  }),
  'resume-view': request({ input: z.object({ view: viewId }), output: done, refusals }),
  'pause-view': request({ input: z.object({ view: viewId }), output: done, refusals }),
  'stop-view': request({ input: z.object({ view: viewId }), output: done, refusals: [] }),
  'set-view-layers': request({
    input: z.object({ view: viewId, layers: mediaLayers }),
    output: done,
    refusals,
  }),
  /** 1 (first to be thinned out on a weak link) to 255 (last): the picture that is looked at goes before the small ones. */
  'set-view-priority': request({
    input: z.object({ view: viewId, priority }),
    output: done,
    refusals,
  }),
} as const

export const mediaEvents = {
  /** Everything media-related on the server is gone: join again and start every source anew. */
  'media-lost': z.object({}),
  /** `null`: the link carries none of the picture's layers now. */
  'view-layers-changed': z.object({ view: viewId, layers: mediaLayers.nullable() }),
  /** A path has lost its connection; restart it. */
  'path-lost': z.object({ direction }),
} as const


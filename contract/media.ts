import { brandId, type Brand } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import { sourceLabel, streamId } from './room.ts'
import { dtlsParameters, iceCandidate, iceParameters, mediaKind, mediaLayers, rtpCapabilities, rtpParameters } from './rtp.ts'

/** Browser ↔ signaling, sound and picture. Only someone who has been admitted can ask any of this. */

/** A source as one viewer receives it. */
export type ViewId = Brand<string, 'ViewId'>
const viewId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .transform((raw) => brandId<ViewId>(raw))

const direction = z.enum(['send', 'receive'])
export type MediaDirection = z.output<typeof direction>
const done = z.object({})

const path = z.object({
  id: z.string(),
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
})
export type MediaPath = z.output<typeof path>

/** `media.not-joined`: ask to join first. `media.unavailable`: the media server cannot be reached now; a `media-lost` follows when it is back. */
const notJoined = 'media.not-joined'
const unavailable = 'media.unavailable'

export const mediaRequests = {
  /** What the room can carry, asked before a device is chosen. */
  'media-capabilities': request({
    input: z.object({}),
    output: z.object({ capabilities: rtpCapabilities }),
    refusals: [unavailable],
  }),
  /** Opens both paths; joining again throws the earlier ones away. */
  'join-media': request({
    input: z.object({ capabilities: rtpCapabilities }),
    output: z.object({ send: path, receive: path }),
    refusals: [unavailable, 'media.room-full'],
  }),
  'connect-path': request({
    input: z.object({ direction, dtlsParameters }),
    output: done,
    refusals: [notJoined, unavailable],
  }),
  'restart-path': request({
    input: z.object({ direction }),
    output: z.object({ iceParameters }),
    refusals: [notJoined, unavailable],
  }),
  /** Starts a source; a running one of the same label ends. */
  'start-source': request({
    input: z.object({ label: sourceLabel, kind: mediaKind, rtpParameters, muted: z.boolean() }),
    output: z.object({ stream: streamId }),
    refusals: [notJoined, unavailable, 'media.video-blocked', 'media.too-many-sources', 'media.unsupported'],
  }),
  'stop-source': request({ input: z.object({ label: sourceLabel }), output: done, refusals: [] }),
  /** Prepares to receive a source; it flows after `resume-view`. */
  'view': request({
    input: z.object({ stream: streamId, layers: mediaLayers.exactOptional() }),
    output: z.object({ view: viewId, kind: mediaKind, rtpParameters }),
    refusals: [notJoined, unavailable, 'media.no-such-stream', 'media.unsupported', 'media.room-full'],
  }),
  'resume-view': request({ input: z.object({ view: viewId }), output: done, refusals: [notJoined, unavailable] }),
  'pause-view': request({ input: z.object({ view: viewId }), output: done, refusals: [notJoined, unavailable] }),
  'stop-view': request({ input: z.object({ view: viewId }), output: done, refusals: [] }),
  'set-view-layers': request({
    input: z.object({ view: viewId, layers: mediaLayers }),
    output: done,
    refusals: [notJoined, unavailable],
  }),
} as const

export const mediaEvents = {
  /** Everything media-related on the server is gone: join again and start every source anew. */
  'media-lost': z.object({}),
  /** `null`: the link carries none of the picture's layers now. */
  'view-layers-changed': z.object({ view: viewId, layers: mediaLayers.nullable() }),
  /** 0 (worst) to 10: how well the source reaches this viewer. */
  'view-score': z.object({ view: viewId, score: z.number() }),
  /** 0 (worst) to 10: how well one's own source reaches the server. */
  'source-score': z.object({ label: sourceLabel, score: z.number() }),
  /** A path has lost its connection; restart it. */
  'path-lost': z.object({ direction }),
} as const


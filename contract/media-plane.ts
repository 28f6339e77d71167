import { brandId, type Brand } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import {
  dtlsParameters,
  iceCandidate,
  iceParameters,
  mediaKind,
  mediaLayers,
  rtpCapabilities,
  rtpParameters,
} from './rtp.ts'

/**
 * Signaling ↔ SFU. The SFU knows opaque ids only: no patient, user or hospital, so that it can be
 * restarted, scaled and kept outside the data-protection perimeter. It keeps nothing across a
 * restart: signaling opens the rooms again (`describe-rooms` tells it what is still there).
 */

export type MediaRoomId = Brand<string, 'MediaRoomId'>
export type MediaPeerId = Brand<string, 'MediaPeerId'>
export type TransportId = Brand<string, 'TransportId'>
export type ProducerId = Brand<string, 'ProducerId'>
export type ConsumerId = Brand<string, 'ConsumerId'>

/** The characters of a UUID or a short label: nothing that could carry a name. */
const opaqueId = <Id extends Brand<string, string>>() =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .transform((raw) => brandId<Id>(raw))

const room = opaqueId<MediaRoomId>()
const peer = opaqueId<MediaPeerId>()
const transport = opaqueId<TransportId>()
const producer = opaqueId<ProducerId>()
const consumer = opaqueId<ConsumerId>()
/** What a producer shows ('camera', 'screen', 'or-field'), carried for the room and never interpreted. */
const source = z.string().regex(/^[a-z0-9-]{1,32}$/)
const direction = z.enum(['send', 'receive'])
/** One file of a recording, named by signaling: it says nothing of whom it shows. */
const segment = z.uuid()
/** 1 (first to be thinned out on a weak link) to 255 (last). */
const priority = z.int().min(1).max(255)
const done = z.object({})

const inRoom = z.object({ room })
const ofPeer = z.object({ room, peer })
const ofTransport = z.object({ room, peer, transport })
const ofProducer = z.object({ room, peer, producer })
const ofConsumer = z.object({ room, peer, consumer })

const noRoom = 'sfu.room-not-found'
const noPeer = 'sfu.peer-not-found'
const noTransport = 'sfu.transport-not-found'
const noProducer = 'sfu.producer-not-found'
const noConsumer = 'sfu.consumer-not-found'

/** One RTP stream's counters since its start, as measured by the SFU; times in milliseconds, rates in bits per second. */
const streamStats = z.object({
  kind: z.string(),
  rid: z.string().exactOptional(),
  packets: z.number(),
  bytes: z.number(),
  bitrate: z.number(),
  lost: z.number(),
  fractionLost: z.number(),
  jitter: z.number(),
  roundTripTime: z.number().exactOptional(),
  nacks: z.number(),
  keyFrameRequests: z.number(),
  score: z.number(),
})
export type StreamStats = z.output<typeof streamStats>

const transportStats = z.object({
  transport,
  direction,
  protocol: z.enum(['udp', 'tcp']).exactOptional(),
  bytesReceived: z.number(),
  bytesSent: z.number(),
  receiveBitrate: z.number(),
  sendBitrate: z.number(),
  availableOutgoingBitrate: z.number().exactOptional(),
  availableIncomingBitrate: z.number().exactOptional(),
  lossReceived: z.number().exactOptional(),
  lossSent: z.number().exactOptional(),
})

/** One end of a path, as a browser needs it to come to it. */
const openedPath = z.object({ transport, iceParameters, iceCandidates: z.array(iceCandidate), dtlsParameters })

/** Everything signaling may ask of the SFU. Closing is idempotent: what is gone already counts as closed. */
export const mediaPlaneRequests = {
  /** Opens the room or returns the one that is open; `videoBlocked` restores a kill switch after a restart. */
  'open-room': request({
    input: z.object({ room, videoBlocked: z.boolean().default(false) }),
    output: z.object({ capabilities: rtpCapabilities, created: z.boolean() }),
    refusals: ['sfu.full', 'sfu.draining', 'sfu.no-worker'],
  }),
  'close-room': request({ input: inRoom, output: done, refusals: [] }),
  /** The asker's own rooms; those of other signaling processes are not its business. */
  'describe-rooms': request({
    input: z.object({}),
    output: z.object({
      rooms: z.array(
        z.object({
          room,
          videoBlocked: z.boolean(),
          peers: z.array(z.object({ peer, producers: z.array(z.object({ producer, kind: mediaKind, source })) })),
        }),
      ),
    }),
    refusals: [],
  }),
  /** The kill switch: every video producer of the room closes and none may start until `allow-video`. */
  'block-video': request({ input: inRoom, output: z.object({ closed: z.int() }), refusals: [noRoom] }),
  'allow-video': request({ input: inRoom, output: done, refusals: [noRoom] }),

  /** `paths` opens both transports in the same breath: after a loss everybody comes at once, and each round trip counts. */
  'open-peer': request({
    input: ofPeer.extend({ capabilities: rtpCapabilities, paths: z.boolean().default(false) }),
    output: z.object({ paths: z.object({ send: openedPath, receive: openedPath }).exactOptional() }),
    refusals: [noRoom, 'sfu.peer-exists', 'sfu.room-full'],
  }),
  /** Also how someone is removed: every transport, producer and consumer of the peer closes. */
  'close-peer': request({ input: ofPeer, output: done, refusals: [] }),
  'peer-stats': request({
    input: ofPeer,
    output: z.object({
      transports: z.array(transportStats),
      producers: z.array(z.object({ producer, streams: z.array(streamStats) })),
      consumers: z.array(z.object({ consumer, streams: z.array(streamStats) })),
    }),
    refusals: [noRoom, noPeer],
  }),

  /** One transport a direction; close the old one before asking for another. */
  'create-transport': request({
    input: ofPeer.extend({ direction }),
    output: openedPath,
    refusals: [noRoom, noPeer, 'sfu.transport-exists'],
  }),
  'connect-transport': request({
    input: ofTransport.extend({ dtlsParameters }),
    output: done,
    refusals: [noRoom, noPeer, noTransport, 'sfu.already-connected'],
  }),
  'restart-ice': request({
    input: ofTransport,
    output: z.object({ iceParameters }),
    refusals: [noRoom, noPeer, noTransport],
  }),
  'close-transport': request({ input: ofTransport, output: done, refusals: [] }),

  'produce': request({
    input: ofTransport.extend({ kind: mediaKind, source, rtpParameters, paused: z.boolean().default(false) }),
    output: z.object({ producer }),
    refusals: [
      noRoom, noPeer, noTransport,
      'sfu.wrong-direction', 'sfu.producers-full', 'sfu.video-blocked', 'sfu.unsupported-media',
    ],
  }),
  'pause-producer': request({ input: ofProducer, output: done, refusals: [noRoom, noPeer, noProducer] }),
  'resume-producer': request({ input: ofProducer, output: done, refusals: [noRoom, noPeer, noProducer] }),
  'close-producer': request({ input: ofProducer, output: done, refusals: [] }),

  /** Writes the stream into a file as it was encoded, until it ends or `stop-segment`; consents are signaling's matter. */
  'record-producer': request({
    input: ofProducer.extend({ segment }),
    output: done,
    refusals: [noRoom, noPeer, noProducer, 'sfu.cannot-record'],
  }),
  'stop-segment': request({ input: inRoom.extend({ segment }), output: done, refusals: [] }),

  /** Starts paused, so that no key frame is lost before the viewer is ready: `resume-consumer` starts the flow. */
  'consume': request({
    input: ofTransport.extend({ producer, preferredLayers: mediaLayers.exactOptional(), priority: priority.exactOptional() }),
    output: z.object({
      consumer, producer, kind: mediaKind, source,
      producerPeer: peer,
      producerPaused: z.boolean(),
      type: z.enum(['simple', 'simulcast', 'svc', 'pipe']),
      rtpParameters,
    }),
    refusals: [
      noRoom, noPeer, noTransport, noProducer,
      'sfu.wrong-direction', 'sfu.cannot-consume', 'sfu.already-consumed', 'sfu.full',
    ],
  }),
  'pause-consumer': request({ input: ofConsumer, output: done, refusals: [noRoom, noPeer, noConsumer] }),
  'resume-consumer': request({ input: ofConsumer, output: done, refusals: [noRoom, noPeer, noConsumer] }),
  'close-consumer': request({ input: ofConsumer, output: done, refusals: [] }),
  'set-preferred-layers': request({
    input: ofConsumer.extend({ layers: mediaLayers }),
    output: done,
    refusals: [noRoom, noPeer, noConsumer],
  }),
  'set-consumer-priority': request({
    input: ofConsumer.extend({ priority }),
    output: done,
    refusals: [noRoom, noPeer, noConsumer],
  }),
  'request-key-frame': request({ input: ofConsumer, output: done, refusals: [noRoom, noPeer, noConsumer] }),
} as const

/** `requested` by signaling, or a consequence of what closed above it. */
const closeReason = z.enum(['requested', 'transport-closed', 'peer-closed', 'video-blocked'])

/** Everything the SFU tells every connected signaling process, whether or not it knows the room. */
export const mediaPlaneEvents = {
  /** All media of the room is gone; open it again (another worker stands ready unless `shutdown`). */
  'room-lost': z.object({ room, reason: z.enum(['worker-died', 'shutdown']) }),
  'producer-closed': z.object({ room, peer, producer, kind: mediaKind, source, reason: closeReason }),
  /** Only when the producer behind it has closed: what a viewer closes itself is not announced back. */
  'consumer-closed': z.object({ room, peer, consumer, producer }),
  /** `null` layers: the link carries none of them now. */
  'layers-changed': z.object({ room, peer, consumer, layers: mediaLayers.nullable() }),
  /** 0 (worst) to 10 for each encoding that arrives. */
  'producer-score': z.object({ room, peer, producer, scores: z.array(z.number()) }),
  /** 0 (worst) to 10: what reaches the viewer, and what arrives from the producer. */
  'consumer-score': z.object({ room, peer, consumer, score: z.number(), producerScore: z.number() }),
  /** The first bytes of a segment are on disk: only now anybody may be told that the recording runs. */
  'segment-lit': z.object({ room, segment, firstFrameAt: z.iso.datetime() }),
  /** The file is whole, whatever ended it; null where nothing ever came. `failed`: it could not be written. */
  'segment-closed': z.object({
    room,
    segment,
    failed: z.boolean(),
    firstFrameAt: z.iso.datetime().nullable(),
    file: z.object({ bytes: z.int(), sha256: z.string(), durationMs: z.int() }).nullable(),
  }),
  'dominant-speaker': z.object({ room, peer, producer }),
  /** Loudest first, in dBov (-127 to 0), about three times a second; an empty list once when it falls silent. */
  'volumes': z.object({ room, volumes: z.array(z.object({ peer, producer, volume: z.number() })) }),
  'transport-state': z.object({
    ...ofTransport.shape,
    direction,
    state: z.enum(['connecting', 'connected', 'disconnected', 'failed', 'closed']),
  }),
  /** No transport of the peer is connected any longer, though it has not been closed. */
  'peer-disconnected': ofPeer,
} as const

/** Sent in socket.io's `auth`; a wrong secret or protocol refuses the connection with one of `controlRefusals`. */
export const controlHandshake = z.object({
  secret: z.string(),
  protocol: z.int(),
  /** The signaling process, by a name that it keeps over a restart: a room belongs to the one that opened it. */
  node: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).default('signaling'),
})
export const controlRefusals = ['sfu.wrong-secret', 'sfu.protocol-mismatch'] as const

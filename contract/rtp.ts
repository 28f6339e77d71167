import { z } from 'zod'

/**
 * The parameters that browser and media engine exchange, as mediasoup and its client spell them.
 * Signaling carries them unread; the engine checks them in depth. Every field is declared so that
 * the parsed value is assignable to the engine's own types without a cast on either side.
 */

const parameters = z.record(z.string(), z.unknown())
export const mediaKind = z.enum(['audio', 'video'])
export type MediaKind = z.output<typeof mediaKind>

const rtcpFeedback = z.object({ type: z.string().max(64), parameter: z.string().max(64).exactOptional() })

/** The extensions that the installed engine knows; an engine that learns another one does not compile until it is listed. */
const headerExtensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'urn:ietf:params:rtp-hdrext:toffset',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
])

const codecFields = {
  mimeType: z.string().max(64),
  clockRate: z.int().positive(),
  channels: z.int().positive().exactOptional(),
  parameters: parameters.exactOptional(),
  rtcpFeedback: z.array(rtcpFeedback).max(32).exactOptional(),
}

/** What an endpoint, or the room, can receive. */
export const rtpCapabilities = z.object({
  codecs: z
    .array(z.object({ kind: mediaKind, preferredPayloadType: z.int(), ...codecFields }))
    .max(64)
    .exactOptional(),
  headerExtensions: z
    .array(
      z.object({
        kind: mediaKind,
        uri: headerExtensionUri,
        preferredId: z.int(),
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(64)
    .exactOptional(),
})
export type RtpCapabilities = z.output<typeof rtpCapabilities>

/** One outgoing or incoming media stream with all its encodings. */
export const rtpParameters = z.object({
  mid: z.string().max(64).exactOptional(),
  codecs: z.array(z.object({ payloadType: z.int(), ...codecFields })).max(64),
  headerExtensions: z
    .array(
      z.object({
        uri: headerExtensionUri,
        id: z.int(),
        encrypt: z.boolean().exactOptional(),
        parameters: parameters.exactOptional(),
      }),
    )
    .max(64)
    .exactOptional(),
  encodings: z
    .array(
      z.object({
        ssrc: z.int().exactOptional(),
        rid: z.string().max(64).exactOptional(),
        codecPayloadType: z.int().exactOptional(),
        rtx: z.object({ ssrc: z.int() }).exactOptional(),
        dtx: z.boolean().exactOptional(),
        scalabilityMode: z.string().max(32).exactOptional(),
        maxBitrate: z.int().exactOptional(),
      }),
    )
    .max(16)
    .exactOptional(),
  rtcp: z.object({ cname: z.string().max(256).exactOptional(), reducedSize: z.boolean().exactOptional() }).exactOptional(),
  msid: z.string().max(256).exactOptional(),
})
export type RtpParameters = z.output<typeof rtpParameters>

export const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().max(256),
      }),
    )
    .min(1)
    .max(8),
})
export type DtlsParameters = z.output<typeof dtlsParameters>

export const iceParameters = z.object({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().exactOptional(),
})
export type IceParameters = z.output<typeof iceParameters>

export const iceCandidate = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.int(),
  type: z.literal('host'),
  tcpType: z.literal('passive').exactOptional(),
})
export type IceCandidate = z.output<typeof iceCandidate>

/** Which of a simulcast or SVC stream's layers is wanted or forwarded; 0 is the smallest. */
export const mediaLayers = z.object({
  spatialLayer: z.int().min(0).max(8),
  temporalLayer: z.int().min(0).max(8).exactOptional(),
})
export type MediaLayers = z.output<typeof mediaLayers>


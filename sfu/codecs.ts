import type { types } from 'mediasoup'

/**
 * What a room speaks, in order of preference. VP8 stands first because every browser encodes it in
 * simulcast at little cost on an old hospital PC; H.264 baseline is there for hardware encoders and
 * endoscope boxes. Opus carries in-band FEC and stops sending in silence (DTX), so that a thin
 * link's sound survives loss before any picture is considered.
 */
export const roomCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1, minptime: 10 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
]

/**
 * First guess of a viewer's downlink in bits per second, before anything has been measured: enough
 * for sound and the smallest layer, so that a district link is not flooded in its first second.
 */
export const initialOutgoingBitrate = 800_000

/** dBov below which sound is not counted as somebody speaking. */
export const speakingThreshold = -60

/** Milliseconds between two reports of who is loud. */
export const speakingInterval = 350

import type { RtpCapabilities, RtpParameters } from '#contract/rtp.ts'

const vp8 = {
  mimeType: 'video/VP8',
  clockRate: 90_000,
  rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
}
const opus = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }

export const videoPayloadType = 96
export const audioPayloadType = 100

/** What a native test client sends: one plain VP8 stream. */
export const videoParameters = (ssrc: number): RtpParameters => ({
  codecs: [{ ...vp8, payloadType: videoPayloadType }],
  encodings: [{ ssrc }],
  rtcp: { cname: `native-${ssrc}` },
})

/** One Opus stream; its loudness travels in header extension 1. */
export const audioParameters = (ssrc: number): RtpParameters => ({
  codecs: [{ ...opus, payloadType: audioPayloadType }],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 }],
  encodings: [{ ssrc }],
  rtcp: { cname: `native-${ssrc}` },
})

/** What a native test client can receive, with retransmission on request as browsers have it. */
export const nativeCapabilities: RtpCapabilities = {
  codecs: [
    { ...opus, kind: 'audio', preferredPayloadType: audioPayloadType },
    { ...vp8, kind: 'video', preferredPayloadType: videoPayloadType },
  ],
}

export interface RtpStreamOptions {
  readonly ssrc: number
  readonly payloadType: number
  readonly bytes?: number
}

export interface PictureStreamOptions extends RtpStreamOptions {
  /** When a picture was taken, in milliseconds; where none is given, a thirtieth of a second after the one before. */
  readonly takenAt?: () => number
}

/**
 * Makes the packets of a VP8 stream: frames of one packet, a key frame every 64th and when asked. The payload
 * descriptor carries the X bit and a picture id, without which mediasoup forwards nothing.
 */
export function vp8Packets({ ssrc, payloadType, bytes = 1_200, takenAt }: PictureStreamOptions): (keyFrame?: boolean) => Buffer {
  let sequence = 0
  return (keyFrame = false) => {
    const packet = Buffer.alloc(bytes)
    packet.writeUInt8(0x80, 0)
    packet.writeUInt8(0x80 | payloadType, 1)
    packet.writeUInt16BE(sequence & 0xffff, 2)
    packet.writeUInt32BE((takenAt === undefined ? sequence * 3_000 : Math.round(takenAt() * 90)) >>> 0, 4)
    packet.writeUInt32BE(ssrc, 8)
    const isKeyFrame = keyFrame || sequence % 64 === 0
    // Descriptor: X and S; I; 15-bit picture id. Then VP8's frame tag, start code and 640x480.
    packet.set([0x90, 0x80, 0x80 | ((sequence >> 8) & 0x7f), sequence & 0xff], 12)
    packet.set(isKeyFrame ? [0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01] : [0x11, 0, 0], 16)
    sequence += 1
    return packet
  }
}

/** Makes the packets of an Opus stream of 20 ms frames, as loud as given (dBov, 0 to -127). */
export function opusPackets({ ssrc, payloadType, bytes = 80 }: RtpStreamOptions, volume: number): () => Buffer {
  let sequence = 0
  return () => {
    const packet = Buffer.alloc(bytes, 1)
    packet.writeUInt8(0x90, 0)
    packet.writeUInt8(payloadType, 1)
    packet.writeUInt16BE(sequence & 0xffff, 2)
    packet.writeUInt32BE((sequence * 960) >>> 0, 4)
    packet.writeUInt32BE(ssrc, 8)
    // One-byte header extension (RFC 5285), one word: id 1, length 1, voice flag and level.
    packet.set([0xbe, 0xde, 0, 1, 0x10, 0x80 | -volume, 0, 0], 12)
    sequence += 1
    return packet
  }
}

/** Whether a packet received on a track is media and not RTCP (RFC 5761). */
export function isRtp(packet: Buffer): boolean {
  const second = packet[1] ?? 192
  return packet.length > 12 && (second < 192 || second > 223)
}

/** Whether an RTCP packet, alone or in a compound, carries PLI or FIR (RFC 4585, RFC 5104). */
export function asksForKeyFrame(packet: Buffer): boolean {
  for (let at = 0; at + 4 <= packet.length; at += (packet.readUInt16BE(at + 2) + 1) * 4) {
    const format = packet.readUInt8(at) & 0x1f
    if (packet.readUInt8(at + 1) === 206 && (format === 1 || format === 4)) return true
  }
  return false
}

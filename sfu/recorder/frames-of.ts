import { InOrder } from './in-order.ts'
import { readRtp, type RtpPacket } from './rtp-packet.ts'
import { keyFrameSize, readVp8 } from './vp8-payload.ts'
import type { Frame } from './webm-file.ts'
import type { WebmTrack } from './webm.ts'

/** What a stream of packets yields: whole frames, the first of them a key frame, or the wish for one. */
export interface FrameSource {
  /** Frames that are whole now; `needsKey` asks the sender for a fresh picture. */
  take(packet: Buffer, now: number): { readonly frames: readonly Frame[]; readonly needsKey: boolean }
  /** The track, known from the first frame on. */
  readonly track: WebmTrack | null
}

/** RTP's wrapping clock as milliseconds since its first packet. */
class MediaClock {
  readonly #ticksPerMs: number
  #last: number | null = null
  #ticks = 0

  constructor(rate: number) {
    this.#ticksPerMs = rate / 1_000
  }

  at(timestamp: number): number {
    if (this.#last !== null) this.#ticks += (timestamp - this.#last) | 0
    this.#last = timestamp
    return Math.max(0, Math.round(this.#ticks / this.#ticksPerMs))
  }
}

/** Opus: every packet is a frame. */
export class OpusFrames implements FrameSource {
  readonly track = { kind: 'audio' } as const
  readonly #order = new InOrder()
  readonly #clock = new MediaClock(48_000)

  take(bytes: Buffer, now: number) {
    const packet = readRtp(bytes)
    const ready = packet === null ? [] : this.#order.take(packet, now).packets
    return { frames: ready.map(({ timestamp, payload }): Frame => ({ data: payload, at: this.#clock.at(timestamp), key: true })), needsKey: false }
  }
}

/** VP8: packets of one timestamp make a picture; after a loss nothing is shown until the next key frame. */
export class Vp8Frames implements FrameSource {
  readonly #order = new InOrder()
  readonly #clock = new MediaClock(90_000)
  #parts: Buffer[] = []
  #timestamp: number | null = null
  #whole = false
  #fresh = false
  #track: WebmTrack | null = null

  get track(): WebmTrack | null {
    return this.#track
  }

  take(bytes: Buffer, now: number) {
    const packet = readRtp(bytes)
    if (packet === null) return { frames: [], needsKey: false }
    const { packets, gap } = this.#order.take(packet, now)
    if (gap) {
      this.#fresh = false
      this.#whole = false
    }
    const frames = packets.flatMap((one) => this.#add(one))
    return { frames, needsKey: gap || (packets.length > 0 && !this.#fresh) }
  }

  #add({ timestamp, marker, payload }: RtpPacket): Frame[] {
    const part = readVp8(payload)
    if (part === null) return []
    if (timestamp !== this.#timestamp) {
      this.#timestamp = timestamp
      this.#parts = []
      this.#whole = part.begins
    }
    this.#parts.push(part.data)
    if (!marker || !this.#whole) return []
    const data = Buffer.concat(this.#parts)
    const size = keyFrameSize(data)
    if (size !== null) {
      this.#fresh = true
      this.#track ??= { kind: 'video', ...size }
    }
    return this.#fresh ? [{ data, at: this.#clock.at(timestamp), key: size !== null }] : []
  }
}

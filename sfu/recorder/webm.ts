/** The pieces of a WebM file (Matroska, RFC 9559) as bytes; who writes them where is `WebmFile`'s matter. */

const idBytes = (id: number): Buffer => {
  const hex = id.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

/** A size in eight bytes, so that it can be written over later. */
export const size8 = (size: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(size) | (1n << 56n))
  return bytes
}
/** "Until the end", for what is still being written. */
export const unknownSize = Buffer.from('01ffffffffffffff', 'hex')

/** One element with its content. */
export function element(id: number, content: Buffer | readonly Buffer[]): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.concat(content)
  return Buffer.concat([idBytes(id), size8(body.length), body])
}

const uint = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(Math.round(value)))
  return bytes
}
const float = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}
const text = (value: string): Buffer => Buffer.from(value, 'utf8')

export type WebmTrack =
  | { readonly kind: 'video'; readonly width: number; readonly height: number }
  | { readonly kind: 'audio' }

export const fileHeader = (): Buffer =>
  element(0x1a45dfa3, [
    element(0x4286, uint(1)), element(0x42f7, uint(1)), element(0x42f2, uint(4)), element(0x42f3, uint(8)),
    element(0x4282, text('webm')), element(0x4287, uint(4)), element(0x4285, uint(2)),
  ])

export const segmentHead = (size: Buffer): Buffer => Buffer.concat([idBytes(0x18538067), size])

/** Where the index lies, counted from the segment's content; a placeholder of the same length until it is written. */
export const seekHead = (cuesAt: number): Buffer =>
  element(0x114d9b74, element(0x4dbb, [element(0x53ab, idBytes(0x1c53bb6b)), element(0x53ac, uint(cuesAt))]))

/** Times are in milliseconds. */
export const info = (duration: number): Buffer =>
  element(0x1549a966, [element(0x2ad7b1, uint(1_000_000)), element(0x4489, float(duration)), element(0x4d80, text('lien-vien')), element(0x5741, text('lien-vien'))])

/** Opus as it comes out of WebRTC: two channels at 48 kHz (RFC 7845, 5.1). */
const opusHead = Buffer.from('4f707573486561640102380180bb0000000000', 'hex')

export function tracks(track: WebmTrack): Buffer {
  const common = [element(0xd7, uint(1)), element(0x73c5, uint(1)), element(0x9c, uint(0))]
  const own =
    track.kind === 'video'
      ? [element(0x83, uint(1)), element(0x86, text('V_VP8')), element(0xe0, [element(0xb0, uint(track.width)), element(0xba, uint(track.height))])]
      : [
          element(0x83, uint(2)), element(0x86, text('A_OPUS')), element(0x63a2, opusHead), element(0x56bb, uint(80_000_000)),
          element(0xe1, [element(0xb5, float(48_000)), element(0x9f, uint(2))]),
        ]
  return element(0x1654ae6b, element(0xae, [...common, ...own]))
}

export const clusterHead = (at: number): Buffer => element(0xe7, uint(at))
export const cluster = (content: readonly Buffer[]): Buffer => element(0x1f43b675, content)

/** One frame, `after` milliseconds after its cluster's beginning. */
export function simpleBlock(frame: Buffer, { after, key }: { readonly after: number; readonly key: boolean }): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt8(0x81, 0)
  head.writeInt16BE(after, 1)
  head.writeUInt8(key ? 0x80 : 0, 3)
  return element(0xa3, [head, frame])
}

export interface CuePoint {
  readonly at: number
  /** Of the cluster, counted from the segment's content. */
  readonly position: number
}

export const cues = (points: readonly CuePoint[]): Buffer =>
  element(0x1c53bb6b, points.map(({ at, position }) => element(0xbb, [element(0xb3, uint(at)), element(0xb7, [element(0xf7, uint(1)), element(0xf1, uint(position))])])))

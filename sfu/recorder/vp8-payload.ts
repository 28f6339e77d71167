/** A part of one VP8 picture, as RFC 7741 wraps it. */
export interface Vp8Part {
  readonly begins: boolean
  readonly data: Buffer
}

/** Takes the RTP descriptor off a payload; null where nothing is left. */
export function readVp8(payload: Buffer): Vp8Part | null {
  const first = payload.readUInt8(0)
  let start = 1
  if ((first & 0x80) !== 0 && payload.length > start) {
    const extension = payload.readUInt8(start)
    start += 1
    if ((extension & 0x80) !== 0 && payload.length > start) start += (payload.readUInt8(start) & 0x80) === 0 ? 1 : 2
    if ((extension & 0x40) !== 0) start += 1
    if ((extension & 0x30) !== 0) start += 1
  }
  if (payload.length <= start) return null
  return { begins: (first & 0x10) !== 0 && (first & 0x0f) === 0, data: payload.subarray(start) }
}

/** Width and height of a key frame, or null where the frame needs those before it (RFC 6386, 9.1). */
export function keyFrameSize(frame: Buffer): { readonly width: number; readonly height: number } | null {
  if (frame.length < 10 || (frame.readUInt8(0) & 1) !== 0) return null
  return { width: frame.readUInt16LE(6) & 0x3fff, height: frame.readUInt16LE(8) & 0x3fff }
}

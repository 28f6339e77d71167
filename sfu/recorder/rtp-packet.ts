/** One RTP packet, its payload without extensions and padding (RFC 3550). */
export interface RtpPacket {
  readonly sequence: number
  readonly timestamp: number
  readonly marker: boolean
  readonly payload: Buffer
}

const fixedHeader = 12

/** Reads a packet; null where it is not one or carries nothing. */
export function readRtp(packet: Buffer): RtpPacket | null {
  if (packet.length < fixedHeader || packet.readUInt8(0) >> 6 !== 2) return null
  const first = packet.readUInt8(0)
  const second = packet.readUInt8(1)
  let start = fixedHeader + 4 * (first & 0x0f)
  if ((first & 0x10) !== 0) {
    if (packet.length < start + 4) return null
    start += 4 + 4 * packet.readUInt16BE(start + 2)
  }
  const padding = (first & 0x20) === 0 ? 0 : packet.readUInt8(packet.length - 1)
  const end = packet.length - padding
  // Packets of nothing but padding probe the line.
  if (end <= start) return null
  return { sequence: packet.readUInt16BE(2), timestamp: packet.readUInt32BE(4), marker: (second & 0x80) !== 0, payload: packet.subarray(start, end) }
}

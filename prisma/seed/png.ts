import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** Writes a square eight-bit grey picture as PNG. */
export function grayPng(pixels: Uint8Array, size: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 0, 0, 0, 0], 8)
  // Each row begins with the number of its filter; 1 keeps the difference to the pixel on the left.
  const rows = Buffer.alloc((size + 1) * size)
  for (let y = 0; y < size; y++) {
    rows[y * (size + 1)] = 1
    for (let x = 0; x < size; x++) {
      const left = x === 0 ? 0 : (pixels[y * size + x - 1] ?? 0)
      rows[y * (size + 1) + 1 + x] = (pixels[y * size + x] ?? 0) - left
    }
  }
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 6 })), chunk('IEND', Buffer.alloc(0))])
}

/** Maps densities to grey through a window, as a radiologist looks at them. */
export function throughWindow(densities: Int16Array, window: { readonly centre: number; readonly width: number }): Uint8Array {
  const low = window.centre - window.width / 2
  // A clamped array rounds and keeps within 0…255 by itself.
  const grey = new Uint8ClampedArray(densities.length)
  densities.forEach((density, at) => (grey[at] = ((density - low) / window.width) * 255))
  return new Uint8Array(grey.buffer)
}

/** A tag of an ICC profile: its four-letter name and its bytes. */
interface ProfileTag {
  readonly name: string
  readonly data: Buffer
}

/** s15Fixed16Number, the fixed-point number of ICC. */
function fixed(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65_536), index * 4))
  return bytes
}

const padded = (data: Buffer): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
const xyz = (x: number, y: number, z: number): Buffer => Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), fixed(x, y, z)])

function text(words: string): Buffer {
  return Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${words}\0`, 'latin1')])
}

function description(words: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length + 1)
  // After the ASCII words: no Unicode text (8 bytes) and no Macintosh text (3 + 67 bytes).
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), length, Buffer.from(`${words}\0`, 'latin1'), Buffer.alloc(8 + 70)])
}

/** The sRGB transfer curve (IEC 61966-2-1) as a table of 1,024 points. */
function curve(): Buffer {
  const points = 1024
  const bytes = Buffer.alloc(12 + points * 2)
  bytes.write('curv', 0, 'latin1')
  bytes.writeUInt32BE(points, 8)
  for (let index = 0; index < points; index += 1) {
    const value = index / (points - 1)
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    bytes.writeUInt16BE(Math.round(linear * 65_535), 12 + index * 2)
  }
  return bytes
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.writeUInt32BE(size, 0)
  bytes.writeUInt32BE(0x02100000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  ;[2026, 1, 1, 0, 0, 0].forEach((part, index) => bytes.writeUInt16BE(part, 24 + index * 2))
  bytes.write('acsp', 36, 'latin1')
  // The illuminant of the connection space: D50.
  fixed(0.9642, 1, 0.8249).copy(bytes, 68)
  return bytes
}

/** An ICC 2.1 display profile of sRGB, made from the numbers of the standard; PDF/A names its colours by it. */
export function srgbProfile(): Uint8Array {
  const toneCurve = curve()
  const tags: readonly ProfileTag[] = [
    { name: 'desc', data: description('sRGB IEC61966-2.1') },
    { name: 'cprt', data: text('No copyright, use freely') },
    { name: 'wtpt', data: xyz(0.9642, 1, 0.8249) },
    { name: 'rXYZ', data: xyz(0.43607, 0.22249, 0.01392) },
    { name: 'gXYZ', data: xyz(0.38515, 0.71687, 0.09708) },
    { name: 'bXYZ', data: xyz(0.14307, 0.06061, 0.7141) },
    { name: 'rTRC', data: toneCurve },
    { name: 'gTRC', data: toneCurve },
    { name: 'bTRC', data: toneCurve },
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length)
  const bodies: Buffer[] = []
  const places = new Map<Buffer, number>()
  let offset = 128 + table.length
  tags.forEach(({ name, data }, index) => {
    const place = places.get(data) ?? offset
    if (!places.has(data)) {
      places.set(data, place)
      bodies.push(padded(data))
      offset += padded(data).length
    }
    table.write(name, 4 + index * 12, 'latin1')
    table.writeUInt32BE(place, 8 + index * 12)
    table.writeUInt32BE(data.length, 12 + index * 12)
  })
  return Buffer.concat([header(offset), table, ...bodies])
}

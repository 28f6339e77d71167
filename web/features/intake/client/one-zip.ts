/** A file with its place in the folder that was dropped. */
export interface PlacedFile {
  readonly path: string
  readonly file: File
}

const polynomial = 0xedb88320
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1
  return value >>> 0
})

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0)
  return (sum ^ 0xffffffff) >>> 0
}

// Names in UTF-8; nothing compressed: what a scanner writes hardly shrinks, and a folder must not keep the doctor waiting.
const utf8Names = 0x0800
const version = 20

interface Entry {
  readonly name: Uint8Array
  readonly crc: number
  readonly size: number
  readonly offset: number
}

function fields(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): ArrayBuffer {
  const buffer = new ArrayBuffer(values.reduce((sum, [, bytes]) => sum + bytes, 0))
  const view = new DataView(buffer)
  let at = 0
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  return buffer
}

const localHead = ({ name, crc, size }: Entry): ArrayBuffer =>
  fields([0x04034b50, 4], [version, 2], [utf8Names, 2], [0, 2], [0, 2], [0x21, 2], [crc, 4], [size, 4], [size, 4], [name.length, 2], [0, 2])

const centralHead = ({ name, crc, size, offset }: Entry): ArrayBuffer =>
  fields(
    [0x02014b50, 4], [version, 2], [version, 2], [utf8Names, 2], [0, 2], [0, 2], [0x21, 2], [crc, 4], [size, 4], [size, 4], [name.length, 2],
    [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4],
  )

/**
 * Puts many files into one zip, so that a folder travels as one upload that can be taken up again after a cut. The files
 * stay where they are until they are sent; each is read once, for its checksum.
 */
export async function oneZip(files: readonly PlacedFile[], onPacked: (files: number) => void): Promise<Blob> {
  const parts: BlobPart[] = []
  const entries: Entry[] = []
  let offset = 0
  for (const [index, { path, file }] of files.entries()) {
    const entry = { name: new TextEncoder().encode(path), crc: crc32(new Uint8Array(await file.arrayBuffer())), size: file.size, offset }
    const head = localHead(entry)
    parts.push(head, entry.name.slice(), file)
    offset += head.byteLength + entry.name.length + file.size
    entries.push(entry)
    onPacked(index + 1)
  }
  const start = offset
  for (const entry of entries) {
    const head = centralHead(entry)
    parts.push(head, entry.name.slice())
    offset += head.byteLength + entry.name.length
  }
  parts.push(fields([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [offset - start, 4], [start, 4], [0, 2]))
  return new Blob(parts, { type: 'application/zip' })
}

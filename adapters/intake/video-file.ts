const headBytes = 8
const longHeadBytes = 16
// Boxes of ISO/IEC 14496-12 in which cameras write where they stood and what they are.
const telling = new Set(['udta', 'meta', 'uuid'])
const holders = new Set(['moov', 'trak'])

interface Box {
  readonly type: string
  readonly start: number
  readonly content: number
  readonly end: number
}

/** The boxes between two places of a file; ends at what is not one. */
function* boxesOf(file: Buffer, from: number, until: number): Generator<Box> {
  let start = from
  while (start + headBytes <= until) {
    const size = file.readUInt32BE(start)
    const isLong = size === 1 && start + longHeadBytes <= until
    const length = isLong ? Number(file.readBigUInt64BE(start + headBytes)) : size === 0 ? until - start : size
    if (length < headBytes || start + length > until) return
    yield { type: file.toString('latin1', start + 4, start + headBytes), start, content: start + (isLong ? longHeadBytes : headBytes), end: start + length }
    start += length
  }
}

function blank(file: Buffer, from: number, until: number): void {
  for (const box of boxesOf(file, from, until)) {
    if (holders.has(box.type)) blank(file, box.content, box.end)
    if (!telling.has(box.type)) continue
    // Named free and emptied, not cut out: every offset in the file stays true.
    file.write('free', box.start + 4, 'latin1')
    file.fill(0, box.content, box.end)
  }
}

/** A clip without what its camera told about the place; the pictures and the sound stay as they are. */
export function withoutPlaces(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes)
  blank(file, 0, file.length)
  return file
}

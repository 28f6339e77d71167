import type { Sha256 } from '#core/shared/ids.ts'

/** A stored file that may be handed out. */
export interface OpenedFile {
  readonly file: Sha256
  readonly mediaType: string
}

/** Reads a stretch of a stored file; null when it is not there for this reader. */
export type ReadPiece = (from: number, length: number) => Promise<{ readonly bytes: Uint8Array; readonly size: number } | null>

/** The most of a file that one query reads: a clip is never in memory whole. */
const pieceBytes = 1024 ** 2
const keptFor = 'private, max-age=3600, immutable'

interface Stretch {
  readonly from: number
  readonly to: number
}

/** A stretch as the Range header names it (RFC 9110 §14.1.2); null when it names none, several or nonsense, which is ignored. */
function rangeOf(header: string | null, size: number): Stretch | 'unsatisfiable' | null {
  const named = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = named ?? []
  if (named === null || (first === '' && last === '')) return null
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to || from >= size ? 'unsatisfiable' : { from, to }
}

/** Reads a stretch piece by piece, as fast as the reader takes it; row-level security is asked with each piece. */
function pieces(read: ReadPiece, { from, to }: Stretch): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream({
    pull: async (controller) => {
      const piece = at > to ? null : await read(at, Math.min(pieceBytes, to - at + 1))
      if (piece === null || piece.bytes.length === 0) {
        controller.close()
        return
      }
      at += piece.bytes.length
      controller.enqueue(new Uint8Array(piece.bytes))
    },
  })
}

const names = (header: string | null, etag: string): boolean => header !== null && header.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()))

/** Hands out a file whole, in a stretch, or not again; null when it is not there. A file never changes under its hash. */
export async function answerFile({ file, mediaType }: OpenedFile, asked: Headers, read: ReadPiece): Promise<Response | null> {
  const head = await read(0, 1)
  if (head === null) return null
  const etag = `"${file}"`
  const headers = { 'Accept-Ranges': 'bytes', 'Cache-Control': keptFor, Vary: 'Cookie', ETag: etag, 'X-Content-Type-Options': 'nosniff' }
  if (names(asked.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  // A stretch of what the reader holds another version of would not fit (RFC 9110 §13.1.5).
  const ifRange = asked.get('if-range')
  const range = ifRange === null || ifRange === etag ? rangeOf(asked.get('range'), head.size) : null
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${head.size}` } })
  const stretch = range ?? { from: 0, to: head.size - 1 }
  return new Response(pieces(read, stretch), {
    status: range === null ? 200 : 206,
    headers: {
      ...headers, 'Content-Type': mediaType, 'Content-Disposition': 'inline', 'Content-Length': String(stretch.to - stretch.from + 1),
      ...(range !== null && { 'Content-Range': `bytes ${stretch.from}-${stretch.to}/${head.size}` }),
    },
  })
}

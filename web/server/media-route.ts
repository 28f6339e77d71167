import type { Actor } from '#core/directory/actor.ts'
import type { MediaFile } from '#core/imaging/view-media.ts'
import type { Result } from '#core/shared/result.ts'
import { refuse, visitorRoute } from './route.ts'
import type { Viewer } from './session.ts'
import { portalStore } from './store.ts'

interface Context {
  readonly params: Promise<{ readonly id: string; readonly media: string }>
}

interface Asked {
  readonly id: string
  readonly media: string
  readonly thumbnail: boolean
}

type Open = (viewer: Viewer, asked: Asked) => Promise<Result<MediaFile, 'file.not-found'>>

/** The most of a file that one query reads: a clip is never in memory whole. */
const pieceBytes = 1024 ** 2
const keptFor = 'private, max-age=3600, immutable'

/** A stretch as the Range header names it (RFC 9110 §14.1.2); null when it names none, or several, which may be ignored. */
function rangeOf(header: string | null, size: number): { readonly from: number; readonly to: number } | 'unsatisfiable' | null {
  const named = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = named ?? []
  if (named === null || (first === '' && last === '')) return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to || from >= size ? 'unsatisfiable' : { from, to }
}

/** Reads a stretch piece by piece, as fast as the reader takes it; row-level security is asked with each piece. */
function pieces(actor: Actor, file: MediaFile['file'], { from, to }: { readonly from: number; readonly to: number }): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream({
    pull: async (controller) => {
      const piece = at > to ? null : await portalStore().read(actor, ({ files }) => files.piece(file, at, Math.min(pieceBytes, to - at + 1)))
      if (piece === null || piece.bytes.length === 0) {
        controller.close()
        return
      }
      at += piece.bytes.length
      controller.enqueue(new Uint8Array(piece.bytes))
    },
  })
}

async function answer(actor: Actor, { file, mediaType }: MediaFile, header: string | null): Promise<Response> {
  const head = await portalStore().read(actor, ({ files }) => files.piece(file, 0, 1))
  if (head === null) return refuse('file.not-found')
  const range = rangeOf(header, head.size)
  const headers = { 'Accept-Ranges': 'bytes', 'Cache-Control': keptFor, Vary: 'Cookie', ETag: `"${file}"`, 'Content-Type': mediaType, 'Content-Disposition': 'inline', 'X-Content-Type-Options': 'nosniff' }
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${head.size}` } })
  const { from, to } = range ?? { from: 0, to: head.size - 1 }
  return new Response(pieces(actor, file, { from, to }), {
    status: range === null ? 200 : 206,
    headers: { ...headers, 'Content-Length': String(to - from + 1), ...(range !== null && { 'Content-Range': `bytes ${from}-${to}/${head.size}` }) },
  })
}

/** Declares a route that serves pictures, clips and documents, whole or in stretches. */
export const mediaRoute = (open: Open) =>
  visitorRoute<Context>(async ({ viewer, request, context }) => {
    const { id, media } = await context.params
    const found = await open(viewer, { id, media, thumbnail: new URL(request.url).searchParams.has('thumbnail') })
    return found.ok ? answer(viewer.actor, found.value, request.headers.get('range')) : refuse(found.error)
  })

import { z } from 'zod'
import type { OpenedPiece } from '#core/recording/watch-recording.ts'
import type { SegmentId } from '#core/recording/recording.ts'
import { brandId } from '#core/shared/ids.ts'
import { portal } from './compose.ts'
import { refuse, visitorRoute } from './route.ts'
import type { Viewer } from './session.ts'

interface Context {
  readonly params: Promise<{ readonly segment: string }>
}

const segmentId = z.uuid().transform((raw) => brandId<SegmentId>(raw))

/** The most that one answer carries: whoever loses the right sees no more than what is already buffered. */
const pieceBytes = 1024 ** 2

/** Where a stretch begins and how much of it is asked for (RFC 9110 §14.1.2); null when the header names none. */
export function stretchOf(header: string | null): { readonly from: number; readonly length: number } | null {
  const [, first, last = ''] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined) return null
  const from = Number(first)
  const length = last === '' ? pieceBytes : Math.min(pieceBytes, Number(last) - from + 1)
  return length > 0 ? { from, length } : null
}

const headersOf = ({ kind }: OpenedPiece) => ({
  'Accept-Ranges': 'bytes',
  // Nothing of it stays on the machine at which it was looked at.
  'Cache-Control': 'private, no-store',
  'Content-Type': `${kind}/webm`,
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Cookie',
})

/** For watching: one piece an answer, never the whole. */
async function watch(viewer: Viewer, segment: SegmentId, header: string | null): Promise<Response> {
  const stretch = stretchOf(header)
  if (stretch === null) return refuse('recording.not-allowed')
  const opened = await portal().openRecordingPiece(viewer.actor, { segment, ...stretch, download: false })
  if (!opened.ok) return refuse(opened.error)
  const { bytes, size } = opened.value
  if (bytes.length === 0) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}`, 'Cache-Control': 'private, no-store' } })
  const range = `bytes ${stretch.from}-${stretch.from + bytes.length - 1}/${size}`
  const headers = { ...headersOf(opened.value), 'Content-Disposition': 'inline', 'Content-Range': range, 'Content-Length': String(bytes.length) }
  return new Response(new Uint8Array(bytes), { status: 206, headers })
}

/** A copy to keep, for whoever may have one: the right is asked for again with every piece of it. */
async function download(viewer: Viewer, segment: SegmentId): Promise<Response> {
  const piece = (from: number) => portal().openRecordingPiece(viewer.actor, { segment, from, length: pieceBytes, download: true })
  const first = await piece(0)
  if (!first.ok) return refuse(first.error)
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const opened = await piece(at)
      if (!opened.ok) controller.error(new Error(opened.error))
      else if (opened.value.bytes.length === 0) controller.close()
      else {
        at += opened.value.bytes.length
        controller.enqueue(new Uint8Array(opened.value.bytes))
      }
    },
  })
  const headers = { ...headersOf(first.value), 'Content-Disposition': `attachment; filename="${segment}.webm"`, 'Content-Length': String(first.value.size) }
  return new Response(body, { headers })
}

/** Answers with a recorded source, in pieces; what is foreign, erased or absent looks alike. */
export const recordingRoute = () =>
  visitorRoute<Context>(async ({ viewer, request, context }) => {
    const parsed = segmentId.safeParse((await context.params).segment)
    if (!parsed.success) return refuse('recording.not-found')
    return new URL(request.url).searchParams.has('download')
      ? download(viewer, parsed.data)
      : watch(viewer, parsed.data, request.headers.get('range'))
  })

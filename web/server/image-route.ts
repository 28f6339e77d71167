import { createHash } from 'node:crypto'
import { parseImagePath } from '#contract/image-path.ts'
import type { ImageRequest } from '#core/imaging/image-address.ts'
import type { ArchiveRefusal, ImageBody } from '#core/imaging/ports.ts'
import type { Result } from '#core/shared/result.ts'
import { refuse, visitorRoute } from './route.ts'
import type { Viewer } from './session.ts'

interface Context {
  readonly params: Promise<{ readonly id: string; readonly path: readonly string[] }>
}

type Open = (viewer: Viewer, id: string, request: ImageRequest) => Promise<Result<ImageBody, ArchiveRefusal>>

const hour = 3600

/** Images never change under their identifiers; a series may still gain some, so its list is asked for again. */
const cacheControl = ({ kind }: ImageRequest): string =>
  kind === 'series-metadata' ? 'private, no-cache' : `private, max-age=${hour}, immutable`

const tagOf = (content: string | Uint8Array): string => `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`

interface Answering {
  readonly request: ImageRequest
  readonly headers: Headers
  readonly address: string
}

async function answer(image: ImageBody, { request, headers, address }: Answering): Promise<Response> {
  const listed = request.kind === 'series-metadata' && image.body instanceof Uint8Array
  const etag = tagOf(listed && image.body instanceof Uint8Array ? image.body : address)
  const answered = new Headers({
    ETag: etag,
    'Cache-Control': cacheControl(request),
    // Another person at the same screen must not be shown what this one was.
    Vary: 'Cookie, Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  })
  if (headers.get('if-none-match') === etag) {
    if (image.body instanceof ReadableStream) await image.body.cancel()
    return new Response(null, { status: 304, headers: answered })
  }
  answered.set('Content-Type', image.mediaType)
  if (request.kind === 'file') answered.set('Content-Disposition', 'attachment; filename="image.dcm"')
  const { body } = image
  if (body instanceof ReadableStream) return new Response(body, { headers: answered })
  // Lists are compressed on their way out by the portal itself, which drops the encoding of a body that comes compressed.
  return new Response(new Uint8Array(body), { headers: answered })
}

/** Declares the routes of one tree of images; what is malformed, foreign or absent looks alike. */
export const imageRoute = (open: Open) =>
  visitorRoute<Context>(async ({ viewer, request, context }) => {
    const { id, path } = await context.params
    const url = new URL(request.url)
    const asked = parseImagePath(path, Object.fromEntries(url.searchParams))
    if (asked === null) return refuse('image.not-found')
    const image = await open(viewer, id, asked)
    return image.ok ? answer(image.value, { request: asked, headers: request.headers, address: url.pathname + url.search }) : refuse(image.error)
  })

import type { OpenedFile } from '#core/record/open-file.ts'

interface Serving {
  /** A picture may stay in this browser for a while; a document is fetched, and recorded, each time. */
  readonly keep: boolean
  readonly downloadAs?: string
}

// Only what our own pages show may be opened in place; anything else would run in our origin.
const shownInPlace = new Set(['image/png', 'image/jpeg', 'image/webp', 'application/pdf'])

/** Serves stored bytes to one reader: never to a shared cache, never guessed to be another type. */
export function fileResponse({ bytes, mediaType }: OpenedFile, { keep, downloadAs }: Serving): Response {
  const inPlace = shownInPlace.has(mediaType) && downloadAs === undefined
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': shownInPlace.has(mediaType) ? mediaType : 'application/octet-stream',
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': inPlace ? 'inline' : `attachment; filename="${downloadAs ?? 'file'}"`,
      'Cache-Control': keep ? 'private, max-age=3600, immutable' : 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

import { wordsAt } from '#web/server/i18n/words-file.ts'

/** Every sentence of a language, once: its address changes with it. Nothing in it is anybody's. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly file: string }> }): Promise<Response> {
  const json = wordsAt(`/api/words/${(await params).file}`)
  if (json === null) return new Response(null, { status: 404 })
  return new Response(json, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' } })
}

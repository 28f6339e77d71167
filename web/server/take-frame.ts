import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { largestFrame } from '#core/minutes/keep-frame.ts'
import { readBounded } from './bounded-body.ts'
import { portal } from './compose.ts'
import { refuse, visitorRoute } from './route.ts'

const address = z.object({
  id: caseId,
  kind: z.enum(['freeze-frame', 'image-view']),
  title: z.string().trim().min(1).max(200),
  source: z.string().max(200).optional(),
})
const pictureTypes = z.enum(['image/png', 'image/jpeg'])

interface FrameContext {
  readonly params: Promise<Record<string, string | string[] | undefined>>
}

/** Takes a picture as the body of a request; `kind`, `title` and `source` stand in the address and name no patient. */
export const takeFrame = visitorRoute<FrameContext>(async ({ viewer, request, context }) => {
  const asked = address.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), ...(await context.params) })
  const mediaType = pictureTypes.safeParse(request.headers.get('content-type'))
  if (!mediaType.success) return refuse('frame.not-a-picture')
  if (!asked.success) return refuse('request.invalid')
  const bytes = await readBounded(request, largestFrame)
  if (bytes === null) return refuse('frame.too-large')
  const { id, kind, title, source = null } = asked.data
  const kept = await portal().keepFrame(viewer.actor, { case: id, kind, title, source, bytes, mediaType: mediaType.data })
  if (!kept.ok) return refuse(kept.error)
  return Response.json({ ok: true, value: { sha256: kept.value.sha256 } }, { status: 201, headers: { 'Cache-Control': 'no-store' } })
})

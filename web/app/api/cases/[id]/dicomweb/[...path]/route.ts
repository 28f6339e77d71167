import { caseId } from '#contract/ids.ts'
import { err } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { imageRoute } from '#web/server/image-route.ts'

export const GET = imageRoute(async ({ actor }, id, request) => {
  const parsed = caseId.safeParse(id)
  return parsed.success ? portal().viewCaseImage(actor, { case: parsed.data, request }) : err('image.not-found')
})

import { patientId } from '#contract/ids.ts'
import { err } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { imageRoute } from '#web/server/image-route.ts'

export const GET = imageRoute(async ({ actor }, id, request) => {
  const parsed = patientId.safeParse(id)
  return parsed.success ? portal().viewPatientImage(actor, { patient: parsed.data, request }) : err('image.not-found')
})

import { patientId } from '#contract/ids.ts'
import { err } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { mediaRoute } from '#web/server/media-route.ts'

export const GET = mediaRoute(async ({ actor }, { id, ...asked }) => {
  const parsed = patientId.safeParse(id)
  return parsed.success ? portal().viewPatientMedia(actor, { patient: parsed.data, ...asked }) : err('file.not-found')
})

import { z } from 'zod'
import { patientId, sha256 } from '#contract/ids.ts'
import { portal } from '#web/server/compose.ts'
import { fileResponse } from '#web/server/file-response.ts'
import { route } from '#web/server/route.ts'

export const GET = route({
  input: z.object({ id: patientId, sha: sha256 }),
  run: (viewer, { id, sha }) => portal().openPatientImage(viewer.actor, { patient: id, picture: sha }),
  present: (file) => fileResponse(file, { keep: true }),
})

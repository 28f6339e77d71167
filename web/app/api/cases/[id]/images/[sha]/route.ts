import { z } from 'zod'
import { caseId, sha256 } from '#contract/ids.ts'
import { portal } from '#web/server/compose.ts'
import { fileResponse } from '#web/server/file-response.ts'
import { route } from '#web/server/route.ts'

export const GET = route({
  input: z.object({ id: caseId, sha: sha256 }),
  run: (viewer, { id, sha }) => portal().openCaseImage(viewer.actor, { case: id, picture: sha }),
  present: (file) => fileResponse(file, { keep: true }),
})

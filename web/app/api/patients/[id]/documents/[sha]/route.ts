import { z } from 'zod'
import { patientId, sha256 } from '#contract/ids.ts'
import { ok } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { fileResponse } from '#web/server/file-response.ts'
import { route } from '#web/server/route.ts'

export const GET = route({
  input: z.object({ id: patientId, sha: sha256, download: z.literal('1').optional() }),
  run: async (viewer, { id, sha, download }) => {
    const opened = await portal().openDocument(viewer.actor, { patient: id, file: sha })
    // The name a file gets on a disk tells its hash, never the patient.
    return opened.ok ? ok({ file: opened.value, downloadAs: download === '1' ? `bien-ban-${sha.slice(0, 12)}.pdf` : null }) : opened
  },
  present: ({ file, downloadAs }) => fileResponse(file, { keep: false, ...(downloadAs !== null && { downloadAs }) }),
})

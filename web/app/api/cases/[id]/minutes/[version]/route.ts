import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** The PDF of one version of the minutes, as it stands now; every opening is recorded. */
export const GET = route({
  input: z.object({ id: caseId, version: z.coerce.number().int().positive(), as: z.enum(['view', 'download']).default('view') }),
  run: async (viewer, { id, version, as }) => {
    const file = await portal().openMinutesFile(viewer.actor, { case: id, version })
    return file.ok ? { ok: true, value: { ...file.value, as } } : file
  },
  present: ({ bytes, sha256, as }) =>
    new Response(Uint8Array.from(bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        // The name says nothing of the patient.
        'Content-Disposition': `${as === 'download' ? 'attachment' : 'inline'}; filename="bien-ban-${sha256.slice(0, 12)}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    }),
})

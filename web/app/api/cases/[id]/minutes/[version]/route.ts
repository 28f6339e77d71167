import { z } from 'zod'
import { fhirXml } from '#adapters/fhir/fhir-xml.ts'
import { associatedFile } from '#adapters/pdf/associated-files.ts'
import { companionNames } from '#adapters/pdf/companion-names.ts'
import { caseId } from '#contract/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import { portal } from '#web/server/compose.ts'
import { route } from '#web/server/route.ts'

/** The PDF, or what travels inside it for machines: where no system takes the minutes, a person files these by hand. */
const formats = {
  view: { type: 'application/pdf', ending: 'pdf' },
  download: { type: 'application/pdf', ending: 'pdf' },
  json: { type: 'application/json', ending: 'json' },
  'fhir-json': { type: 'application/fhir+json', ending: 'fhir.json' },
  'fhir-xml': { type: 'application/fhir+xml', ending: 'fhir.xml' },
} as const
type Format = keyof typeof formats

/** One version of the minutes as it stands now; every opening is recorded. */
export const GET = route({
  input: z.object({ id: caseId, version: z.coerce.number().int().positive(), as: z.enum(['view', 'download', 'json', 'fhir-json', 'fhir-xml']).default('view') }),
  run: async (viewer, { id, version, as }) => {
    const file = await portal().openMinutesFile(viewer.actor, { case: id, version })
    if (!file.ok) return file
    const bytes = await inFormat(file.value.bytes, as)
    return bytes === null ? err('minutes.no-data-inside') : ok({ bytes, sha256: file.value.sha256, as })
  },
  present: ({ bytes, sha256, as }) =>
    new Response(Uint8Array.from(bytes), {
      headers: {
        'Content-Type': formats[as].type,
        // The name says nothing of the patient.
        'Content-Disposition': `${as === 'view' ? 'inline' : 'attachment'}; filename="bien-ban-${sha256.slice(0, 12)}.${formats[as].ending}"`,
        'Cache-Control': 'private, no-store',
      },
    }),
})

/** Taken out of the signed file itself, so that it is exactly what was signed; null for files made before data travelled inside. */
async function inFormat(pdf: Uint8Array, as: Format): Promise<Uint8Array | null> {
  if (as === 'view' || as === 'download') return pdf
  const found = await associatedFile(pdf, as === 'json' ? companionNames.form : companionNames.fhir)
  if (found === null || as !== 'fhir-xml') return found
  return new TextEncoder().encode(fhirXml(new TextDecoder().decode(found)))
}

import { composeMinutesBundle, type MinutesContent } from '#adapters/fhir/minutes-bundle.ts'
import type { AssociatedFile } from './associated-files.ts'
import { companionNames } from './companion-names.ts'

/** The minutes exactly as they were frozen: form and text, in the platform's own shape. */
export const minutesJson = ({ id, amends, version, frozenAt, form, document }: MinutesContent): string =>
  JSON.stringify({ schema: 'lien-vien.minutes.v1', id, amends, version, frozenAt: frozenAt.toISOString(), form, document }, null, 1)

/** What travels inside the PDF: the FHIR document for other systems, and the structured minutes that the pages were made from. */
export function companionsOf(content: MinutesContent): readonly AssociatedFile[] {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  return [
    {
      name: companionNames.fhir, mediaType: 'application/fhir+json', relation: 'Data',
      description: 'Biên bản hội chẩn dạng tài liệu FHIR R4 (LOINC 11488-4)', bytes: bytes(composeMinutesBundle(content)),
    },
    {
      name: companionNames.form, mediaType: 'application/json', relation: 'Source',
      description: 'Biên bản hội chẩn có cấu trúc, nguồn của các trang in', bytes: bytes(minutesJson(content)),
    },
  ]
}

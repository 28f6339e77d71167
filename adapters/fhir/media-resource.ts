import { z } from 'zod'
import type { ClinicalMedia } from '#core/record/patient-record.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { ResourceMapping } from './fhir-json.ts'
import { instant } from './fhir-json.ts'

// FHIR's own attachment hash is SHA-1; our files are addressed by SHA-256.
const fileUrl = 'urn:lien-vien:fhir:file-sha256'
const thumbnailUrl = 'urn:lien-vien:fhir:thumbnail-sha256'
const mediaTypeSystem = 'http://terminology.hl7.org/CodeSystem/media-type'

const kindOf = (mediaType: string): ClinicalMedia['kind'] =>
  mediaType.startsWith('video/') ? 'video' : mediaType.startsWith('image/') ? 'picture' : 'document'

const schema = z.object({
  id: z.string(),
  createdDateTime: instant,
  content: z.object({
    contentType: z.string(),
    size: z.number(),
    title: z.string().optional(),
    extension: z.array(z.object({ url: z.string(), valueString: z.string() })),
  }),
})

/** A picture, clip or document that people brought, named by the hash of its file. */
export const mediaMapping: ResourceMapping<ClinicalMedia> = {
  resourceType: 'Media',
  write: (one, subject) => ({
    resourceType: 'Media',
    id: one.id,
    status: 'completed',
    ...(one.kind !== 'document' && { type: { coding: [{ system: mediaTypeSystem, code: one.kind === 'video' ? 'video' : 'image' }] } }),
    subject,
    createdDateTime: one.takenAt.toISOString(),
    content: {
      contentType: one.mediaType,
      size: one.size,
      ...(one.title !== '' && { title: one.title }),
      creation: one.takenAt.toISOString(),
      extension: [
        { url: fileUrl, valueString: one.file },
        ...(one.thumbnail === null ? [] : [{ url: thumbnailUrl, valueString: one.thumbnail }]),
      ],
    },
  }),
  read: (resource) => {
    const { id, createdDateTime, content } = schema.parse(resource)
    const named = (url: string) => content.extension.find((one) => one.url === url)?.valueString
    const thumbnail = named(thumbnailUrl)
    return {
      id,
      kind: kindOf(content.contentType),
      title: content.title ?? '',
      takenAt: createdDateTime,
      file: brandId<Sha256>(named(fileUrl) ?? ''),
      thumbnail: thumbnail === undefined ? null : brandId<Sha256>(thumbnail),
      mediaType: content.contentType,
      size: content.size,
    }
  },
}

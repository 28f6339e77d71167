import { z } from 'zod'
import type { ImagingSeries, ImagingStudy } from '#core/record/patient-record.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Json, ResourceMapping } from './fhir-json.ts'
import { instant, systems } from './fhir-json.ts'

// FHIR's own attachment hash is SHA-1; our files are addressed by SHA-256.
const previewUrl = 'urn:lien-vien:fhir:preview-sha256'

// Every instance must name its SOP class, which the record does not keep for itself.
const sopClasses: Readonly<Record<string, string>> = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
}
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7'

const writeSeries = (series: ImagingSeries, modality: string): Json => ({
  uid: series.uid,
  modality: { system: systems.modality, code: modality },
  description: series.description,
  numberOfInstances: series.instances.length,
  instance: series.instances.length === 0 ? undefined : series.instances.map((one) => ({
    uid: one.uid,
    number: one.number,
    sopClass: { system: systems.uri, code: `urn:oid:${sopClasses[modality] ?? secondaryCapture}` },
    extension: [{ url: previewUrl, valueString: one.preview }],
  })),
})

const instance = z
  .object({ uid: z.string(), number: z.number(), extension: z.array(z.object({ url: z.string(), valueString: z.string() })) })
  .transform(({ uid, number, extension }) => ({
    uid,
    number,
    preview: brandId<ImagingSeries['instances'][number]['preview']>(extension.find(({ url }) => url === previewUrl)?.valueString ?? ''),
  }))

const schema = z.object({
  id: z.string(),
  identifier: z.array(z.object({ system: z.string(), value: z.string() })),
  modality: z.tuple([z.object({ code: z.string() })], z.unknown()),
  description: z.string(),
  started: instant,
  series: z.array(z.object({ uid: z.string(), description: z.string(), instance: z.array(instance).optional() })).optional(),
})

/** A study with the pictures that go along, each named by the hash of its preview. */
export const imagingMapping: ResourceMapping<ImagingStudy> = {
  resourceType: 'ImagingStudy',
  write: (one, subject) => ({
    resourceType: 'ImagingStudy',
    id: one.id,
    identifier: [{ system: systems.dicomUid, value: `urn:oid:${one.uid}` }],
    status: 'available',
    modality: [{ system: systems.modality, code: one.modality }],
    subject,
    started: one.startedAt.toISOString(),
    numberOfSeries: one.series.length,
    description: one.description,
    series: one.series.length === 0 ? undefined : one.series.map((series) => writeSeries(series, one.modality)),
  }),
  read: (resource) => {
    const one = schema.parse(resource)
    return {
      id: one.id,
      uid: one.identifier.find(({ system }) => system === systems.dicomUid)?.value.replace(/^urn:oid:/, '') ?? '',
      modality: one.modality[0].code,
      description: one.description,
      startedAt: one.started,
      series: (one.series ?? []).map((series) => ({ uid: series.uid, description: series.description, instances: series.instance ?? [] })),
    }
  },
}

import { z } from 'zod'
import type { ImagingSeries, ImagingStudy } from '#core/record/patient-record.ts'
import type { Json, ResourceMapping } from './fhir-json.ts'
import { instant, systems } from './fhir-json.ts'

// R4 counts the instances of a series but not the frames of an instance.
const framesUrl = 'urn:lien-vien:fhir:number-of-frames'

const writeSeries = (series: ImagingSeries, modality: string): Json => ({
  uid: series.uid,
  modality: { system: systems.modality, code: modality },
  description: series.description,
  numberOfInstances: series.instances.length,
  instance: series.instances.length === 0 ? undefined : series.instances.map((one) => ({
    uid: one.uid,
    number: one.number,
    sopClass: { system: systems.uri, code: `urn:oid:${one.sopClass}` },
    ...(one.frames > 1 && { extension: [{ url: framesUrl, valueUnsignedInt: one.frames }] }),
  })),
})

const instance = z
  .object({
    uid: z.string(),
    number: z.number(),
    sopClass: z.object({ code: z.string() }),
    extension: z.array(z.object({ url: z.string(), valueUnsignedInt: z.number().optional() })).optional(),
  })
  .transform(({ uid, number, sopClass, extension }) => ({
    uid,
    number,
    sopClass: sopClass.code.replace(/^urn:oid:/, ''),
    frames: extension?.find(({ url }) => url === framesUrl)?.valueUnsignedInt ?? 1,
  }))

const schema = z.object({
  id: z.string(),
  identifier: z.array(z.object({ system: z.string(), value: z.string() })),
  modality: z.tuple([z.object({ code: z.string() })], z.unknown()),
  description: z.string(),
  started: instant,
  series: z.array(z.object({ uid: z.string(), description: z.string(), instance: z.array(instance).optional() })).optional(),
})

/** A study with the pictures that go along, each named by its DICOM identifiers. */
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

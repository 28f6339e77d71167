import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { Observation, PatientRecord } from '#core/record/patient-record.ts'
import type { ComposeBundle } from '#core/record/ports.ts'
import type { SnapshotContent } from '#core/record/snapshot.ts'
import { allergyMapping, conditionMapping, encounterMapping, medicationMapping } from './clinical-resources.ts'
import type { Json, Reference, Resource, ResourceMapping } from './fhir-json.ts'
import { concept, systems, urnOf } from './fhir-json.ts'
import { imagingMapping } from './imaging-resource.ts'
import { mediaMapping } from './media-resource.ts'
import { observationMapping } from './observation-resource.ts'
import { organizationReference, readPatient, writePatient } from './patient-resource.ts'
import { procedureMapping, reportMapping } from './report-resources.ts'

type BundleFacts = Parameters<ComposeBundle>[1]

const withheldUrl = 'urn:lien-vien:fhir:withheld-items'

interface Section {
  readonly title: string
  /** LOINC code of the section. */
  readonly code: string
  readonly items: readonly { readonly id: string }[]
}

function sectionsOf(record: PatientRecord): readonly Section[] {
  const measured = (category: Observation['category']) => record.observations.filter((one) => one.category === category)
  return [
    { title: 'Dị ứng', code: '48765-2', items: record.allergies },
    { title: 'Chẩn đoán', code: '11450-4', items: record.conditions },
    { title: 'Đợt điều trị', code: '46240-8', items: record.encounters },
    { title: 'Sinh hiệu', code: '8716-3', items: measured('vital-signs') },
    { title: 'Xét nghiệm', code: '30954-2', items: measured('laboratory') },
    { title: 'Thuốc', code: '10160-0', items: record.medications },
    { title: 'Kết quả cận lâm sàng', code: '47045-0', items: record.reports },
    { title: 'Phẫu thuật, thủ thuật', code: '47519-4', items: record.procedures },
    { title: 'Chẩn đoán hình ảnh', code: '18748-4', items: record.imagingStudies },
    { title: 'Ảnh chụp, video, tài liệu', code: '77599-9', items: record.media },
  ].filter((section) => section.items.length > 0)
}

function composition({ record, withheld }: SnapshotContent, facts: BundleFacts, subject: Reference): Resource {
  const sections = sectionsOf(record).map((section): Json => ({
    title: section.title,
    code: concept(systems.loinc, section.code),
    entry: section.items.map((one) => ({ reference: urnOf(one.id) })),
  }))
  return {
    resourceType: 'Composition',
    id: facts.id,
    extension: [{ url: withheldUrl, valueUnsignedInt: withheld }],
    status: 'final',
    type: concept(systems.loinc, '60591-5', 'Patient summary Document'),
    subject,
    date: facts.createdAt.toISOString(),
    author: [organizationReference(record.patient.organization)],
    title: 'Tóm tắt hồ sơ gửi hội chẩn',
    section: sections.length === 0 ? undefined : sections,
  }
}

function clinicalResources(record: PatientRecord, subject: Reference): readonly Resource[] {
  const written = <Item>(mapping: ResourceMapping<Item>, items: readonly Item[]) => items.map((item) => mapping.write(item, subject))
  return [
    ...written(allergyMapping, record.allergies),
    ...written(conditionMapping, record.conditions),
    ...written(encounterMapping, record.encounters),
    ...written(observationMapping, record.observations),
    ...written(medicationMapping, record.medications),
    ...written(reportMapping, record.reports),
    ...written(procedureMapping, record.procedures),
    ...written(imagingMapping, record.imagingStudies),
    ...written(mediaMapping, record.media),
  ]
}

const entry = (resource: Resource): Json => ({ fullUrl: urnOf(resource.id), resource })

/** Writes the snapshot as a FHIR R4 document in canonical JSON (RFC 8785), so that equal content has equal bytes. */
export const composeSnapshotBundle: ComposeBundle = (content, facts) => {
  const patient = writePatient(content.record.patient)
  const subject: Reference = { reference: urnOf(patient.id) }
  const bundle: Json = {
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: systems.uri, value: urnOf(facts.id) },
    timestamp: facts.createdAt.toISOString(),
    entry: [composition(content, facts, subject), patient, ...clinicalResources(content.record, subject)].map(entry),
  }
  const text = canonicalize(bundle)
  if (text === undefined) throw new Error('fhir: a bundle is always an object')
  return text
}

const head = z.object({
  resourceType: z.literal('Composition'),
  extension: z.array(z.object({ url: z.string(), valueUnsignedInt: z.number().optional() })).optional(),
})
const document = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('document'),
  entry: z.tuple([z.object({ resource: head })], z.object({ resource: z.looseObject({ resourceType: z.string() }) })),
})

/** Reads a snapshot back for display; throws when the text is not a document that `composeSnapshotBundle` wrote. */
export function readSnapshotBundle(bundle: string): SnapshotContent {
  const [{ resource: cover }, ...entries] = document.parse(JSON.parse(bundle)).entry
  const resources = entries.map((one) => one.resource)
  const all = <Item>(mapping: ResourceMapping<Item>): readonly Item[] =>
    resources.filter((one) => one.resourceType === mapping.resourceType).map((one) => mapping.read(one))
  return {
    withheld: cover.extension?.find(({ url }) => url === withheldUrl)?.valueUnsignedInt ?? 0,
    record: {
      patient: readPatient(resources.find((one) => one.resourceType === 'Patient')),
      encounters: all(encounterMapping),
      conditions: all(conditionMapping),
      allergies: all(allergyMapping),
      medications: all(medicationMapping),
      observations: all(observationMapping),
      reports: all(reportMapping),
      procedures: all(procedureMapping),
      imagingStudies: all(imagingMapping),
      media: all(mediaMapping),
      documents: [],
    },
  }
}

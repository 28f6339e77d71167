import { z } from 'zod'

/** JSON as it is hashed; an undefined member is left out, as FHIR knows no null. */
export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json }

/** A FHIR R4 resource about to be written. */
export interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly [key: string]: Json
}

/** How one kind of item stands in the document: written, told apart when read, and read back without loss. */
export interface ResourceMapping<Item> {
  readonly resourceType: string
  readonly write: (item: Item, subject: Reference) => Resource
  readonly read: (resource: unknown) => Item
}

/** A reference to another entry of the same document (by its fullUrl). */
export interface Reference {
  readonly reference: string
  readonly [key: string]: Json
}

/** The address of an entry inside the document. */
export const urnOf = (id: string): string => `urn:uuid:${id}`

/** Reads the id out of an entry's address. */
export const idOfUrn = (urn: string): string => urn.replace(/^urn:uuid:/, '')

export const systems = {
  uri: 'urn:ietf:rfc:3986',
  loinc: 'http://loinc.org',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  dicomUid: 'urn:dicom:uid',
  modality: 'http://dicom.nema.org/resources/ontology/DCM',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  diagnosticService: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  conditionStatus: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  allergyStatus: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  place: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
  // The Ministry of Health's core guide names systems for the hospital's own number and for BHYT; it names none for the CCCD.
  hospitalNumber: 'http://fhir.ehealth.gov.vn/core/sid/patient-internal-id',
  insuranceNumber: 'http://fhir.ehealth.gov.vn/core/sid/insurance_number',
  citizenId: 'urn:lien-vien:sid:citizen-id',
  admissionNumber: 'urn:lien-vien:sid:admission-number',
  facilityCode: 'urn:lien-vien:sid:facility-code',
  licenceNumber: 'urn:lien-vien:sid:licence-number',
  minutesCode: 'urn:lien-vien:sid:minutes-code',
  minutesSection: 'urn:lien-vien:minutes-section',
} as const

/** A concept of one coded meaning. */
export const concept = (system: string, code: string, display?: string): Json => ({
  coding: [{ system, code, display }],
  text: display,
})

export const codeableConcept = z.object({
  coding: z.tuple([z.object({ code: z.string(), display: z.string().optional() })], z.unknown()),
})

/** The code of a concept's first coding. */
export const codeOf = (one: z.infer<typeof codeableConcept>): string => one.coding[0].code

export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** The key of a one-to-one table that holds the code; a document from elsewhere may hold a code that we do not know. */
export function keyOf<Key extends string>(table: Readonly<Record<Key, string>>, code: string): Key {
  for (const key in table) if (table[key] === code) return key
  throw new Error(`fhir: unknown code ${code}`)
}

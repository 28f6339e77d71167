import { z } from 'zod'
import type { IncomingRequest } from '#core/interop/request-from-client.ts'
import type { IncomingFact, IncomingRecord } from '#core/record/incoming.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import { keyOf, readAllergy, readCondition, readEncounter, readMedication, readObservation, Unreadable } from './incoming-facts.ts'
import { readIncomingPatient } from './incoming-patient.ts'
import type { IncomingResource } from './incoming-schema.ts'
import { incomingResource } from './incoming-schema.ts'
import { readRequest } from './incoming-request.ts'

export type BundleRefusal =
  | 'record.malformed' | 'record.no-patient' | 'record.many-patients' | 'record.patient-without-name' | 'record.broken-reference' | 'record.too-large'

/** What a bundle brings, or why it is refused and where. */
export interface ReadBundle {
  readonly record: IncomingRecord
  readonly request: IncomingRequest | null
  /** Types that the record has no place for; they are named, not dropped in silence. */
  readonly left: readonly string[]
}

/** A resource and the addresses by which others of the same bundle name it. */
interface Entry {
  readonly resource: IncomingResource
  readonly addresses: readonly string[]
}

/** Bundles that a person could still oversee; more is a data migration and not a consult. */
const mostResources = 5_000

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ fullUrl: z.string().optional(), resource: incomingResource.optional() })).optional(),
})

/** The resources of a bundle, or of one resource with its contained ones. */
function entriesOf(document: unknown): readonly Entry[] | null {
  const whole = bundle.safeParse(document)
  if (whole.success) {
    return (whole.data.entry ?? []).flatMap(({ fullUrl, resource }) =>
      resource === undefined ? [] : [{ resource, addresses: [fullUrl, resource.id === undefined ? undefined : `${resource.resourceType}/${resource.id}`].filter((one) => one !== undefined) }])
  }
  const one = incomingResource.safeParse(document)
  if (!one.success || one.data.resourceType === 'Bundle') return null
  const contained = z.array(incomingResource).safeParse(one.data.contained ?? [])
  if (!contained.success) return null
  return [
    { resource: one.data, addresses: [] },
    ...contained.data.map((resource) => ({ resource, addresses: resource.id === undefined ? [] : [`#${resource.id}`] })),
  ]
}

/** Every reference that a resource makes to another by address. */
function* referencesOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* referencesOf(one)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'reference' && typeof inner === 'string') yield inner
      else if (key !== 'contained') yield* referencesOf(inner)
    }
  }
}

const whose = (resource: IncomingResource): string | undefined => {
  const named = (resource as { readonly subject?: unknown; readonly patient?: unknown })
  const found = z.object({ reference: z.string() }).safeParse(named.subject ?? named.patient)
  return found.success ? found.data.reference : undefined
}

const factTypes = new Set(['Encounter', 'Condition', 'AllergyIntolerance', 'MedicationRequest', 'MedicationStatement', 'Observation'])
const understood = new Set([...factTypes, 'Patient', 'ServiceRequest', 'Consent', 'Composition', 'Bundle'])

const notNull = <Item>(items: readonly (Item | null)[]): readonly Item[] => items.filter((one) => one !== null)

function factsOf(entries: readonly Entry[]): Omit<IncomingRecord, 'patient'> {
  const of = <Item>(types: readonly string[], read: (resource: IncomingResource) => IncomingFact<Item> | null): readonly IncomingFact<Item>[] =>
    notNull(entries.filter(({ resource }) => types.includes(resource.resourceType)).map(({ resource }) => read(resource)))
  return {
    encounters: of(['Encounter'], readEncounter),
    conditions: of(['Condition'], readCondition),
    allergies: of(['AllergyIntolerance'], readAllergy),
    medications: of(['MedicationRequest', 'MedicationStatement'], readMedication),
    observations: of(['Observation'], readObservation),
  }
}

/** A reference that names no entry is broken, unless it is absolute: then it is another server's. */
function brokenReference(entries: readonly Entry[]): boolean {
  const addresses = new Set(entries.flatMap((one) => one.addresses))
  const isElsewhere = (reference: string): boolean => /^https?:\/\//.test(reference)
  return entries.some(({ resource }) => [...referencesOf(resource)].some((one) => !addresses.has(one) && !isElsewhere(one)))
}

/** Whether every fact is of the one patient of the bundle. */
function isOfOnePatient(entries: readonly Entry[], patient: Entry): boolean {
  return entries.filter(({ resource }) => factTypes.has(resource.resourceType) || resource.resourceType === 'ServiceRequest')
    .every(({ resource }) => patient.addresses.includes(whose(resource) ?? ''))
}

/** Reads what another system sends: one patient with their facts, perhaps a request. Refused as a whole, so that nothing is half taken. */
export function readIncomingBundle(document: unknown): Result<ReadBundle, BundleRefusal> {
  const entries = entriesOf(document)
  if (entries === null || !isStorable(document)) return err('record.malformed')
  if (entries.length > mostResources) return err('record.too-large')
  const patients = entries.filter(({ resource }) => resource.resourceType === 'Patient')
  const [patient] = patients
  if (patient === undefined) return err('record.no-patient')
  if (patients.length > 1) return err('record.many-patients')
  if (brokenReference(entries)) return err('record.broken-reference')
  try {
    const { patient: told, hasName } = readIncomingPatient(patient.resource)
    if (!hasName) return err('record.patient-without-name')
    if (!isOfOnePatient(entries, patient)) return err('record.broken-reference')
    return ok({
      record: { patient: told, ...factsOf(entries) },
      request: readRequest(entries.map(({ resource }) => resource), keyOf),
      left: [...new Set(entries.map(({ resource }) => resource.resourceType).filter((type) => !understood.has(type)))],
    })
  } catch (cause) {
    if (cause instanceof Unreadable || cause instanceof z.ZodError) return err('record.malformed')
    throw cause
  }
}

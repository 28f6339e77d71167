import { z } from 'zod'
import type { IncomingRequest } from '#core/interop/request-from-client.ts'
import type { FactKind, IncomingFact, IncomingFacts, IncomingPatient, IncomingRecord, WithdrawnKeys } from '#core/record/incoming.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import { entriesOf, hasBrokenReference, keyOf, type Entry } from './incoming-entries.ts'
import { readAllergy, readCondition, readEncounter, readMedication, readObservation, Unreadable } from './incoming-facts.ts'
import { NotPdf, readPages } from './incoming-pages.ts'
import { readProcedure, readReport } from './incoming-reports.ts'
import { readIncomingPatient } from './incoming-patient.ts'
import type { IncomingResource } from './incoming-schema.ts'
import { readRequest } from './incoming-request.ts'
import { stateOf } from './incoming-state.ts'

export type BundleRefusal =
  | 'record.malformed' | 'record.no-patient' | 'record.many-patients' | 'record.patient-without-name' | 'record.broken-reference' | 'record.too-large' | 'record.document-not-pdf'

/** What a bundle brings, or why it is refused and where. */
export interface ReadBundle {
  readonly record: IncomingRecord
  readonly request: IncomingRequest | null
  /** Types that the record has no place for; they are named, not dropped in silence. */
  readonly left: readonly string[]
}

/** Bundles that a person could still oversee; more is a data migration and not a consult. */
const mostResources = 5_000

const whose = (resource: IncomingResource): string | undefined => {
  const named = (resource as { readonly subject?: unknown; readonly patient?: unknown })
  const found = z.object({ reference: z.string() }).safeParse(named.subject ?? named.patient)
  return found.success ? found.data.reference : undefined
}

const factTypes: ReadonlyMap<string, FactKind> = new Map(Object.entries({
  Encounter: 'encounters', Condition: 'conditions', AllergyIntolerance: 'allergies', MedicationRequest: 'medications', MedicationStatement: 'medications',
  Observation: 'observations', DiagnosticReport: 'reports', Procedure: 'procedures',
} as const))
const understood = new Set([...factTypes.keys(), 'Patient', 'ServiceRequest', 'Consent', 'Composition', 'Bundle'])

function factsOf(entries: readonly Entry[], patient: IncomingPatient): IncomingFacts {
  const of = <Item>(types: readonly string[], read: (resource: IncomingResource) => Omit<Item, 'id'> | null): readonly IncomingFact<Item>[] =>
    entries.filter(({ resource }) => types.includes(resource.resourceType)).flatMap((entry) => {
      const item = stateOf(entry.resource) === 'stands' ? read(entry.resource) : null
      return item === null ? [] : [{ key: keyOf(entry, patient), item }]
    })
  const keysOfResults = (references: readonly string[]): readonly string[] =>
    entries.filter(({ resource, addresses }) => resource.resourceType === 'Observation' && references.some((one) => addresses.includes(one)))
      .map((entry) => keyOf(entry, patient))
  return {
    encounters: of(['Encounter'], readEncounter),
    conditions: of(['Condition'], readCondition),
    allergies: of(['AllergyIntolerance'], readAllergy),
    medications: of(['MedicationRequest', 'MedicationStatement'], readMedication),
    observations: of(['Observation'], readObservation),
    procedures: of(['Procedure'], readProcedure),
    reports: of(['DiagnosticReport'], (resource) => readReport(resource, keysOfResults)),
    pages: entries.filter(({ resource }) => resource.resourceType === 'DiagnosticReport')
      .flatMap((entry) => readPages(entry.resource).map((item, at) => ({ key: `${keyOf(entry, patient)}|${at}`, item }))),
  }
}

/** As many printed forms of a report are taken back with it; it need not name them again. */
const mostForms = 10

/** Keys of what its sender takes back, and of what is over on a day that nobody tells: nothing of it may stand as current. */
function withdrawnOf(entries: readonly Entry[], patient: IncomingPatient): WithdrawnKeys {
  const gone = entries.flatMap((entry) => {
    const kind = factTypes.get(entry.resource.resourceType)
    return kind !== undefined && ['withdrawn', 'ended'].includes(stateOf(entry.resource)) ? [{ kind, key: keyOf(entry, patient) }] : []
  })
  const keys = [...Map.groupBy(gone, ({ kind }) => kind)].map(([kind, same]) => [kind, same.map(({ key }) => key)] as const)
  const pages = gone.filter(({ kind }) => kind === 'reports').flatMap(({ key }) => Array.from({ length: mostForms }, (_, at) => `${key}|${at}`))
  return { ...Object.fromEntries(keys), pages }
}

/** Types that the record keeps with the day on which they ended. */
const datedTypes = new Set(['Encounter', 'MedicationRequest', 'MedicationStatement'])

/** Types of which something was left that its sender would look for: a report as a picture or by its address alone, an operation without a time, what ended on a day that nobody tells. */
const leftOf = (entries: readonly Entry[]): readonly string[] => entries.flatMap(({ resource }) => {
  const { resourceType } = resource
  const isLeft = resourceType === 'DiagnosticReport' ? 'presentedForm' in resource && readReport(resource, () => []) === null && readPages(resource).length === 0
    : resourceType === 'Procedure' ? resource['status'] === 'completed' && readProcedure(resource) === null
      : datedTypes.has(resourceType) ? stateOf(resource) === 'ended' : !understood.has(resourceType)
  return isLeft ? [resourceType] : []
})

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
  if (hasBrokenReference(entries)) return err('record.broken-reference')
  try {
    const { patient: told, hasName } = readIncomingPatient(patient.resource)
    if (!hasName) return err('record.patient-without-name')
    if (!isOfOnePatient(entries, patient)) return err('record.broken-reference')
    return ok({
      record: { patient: told, ...factsOf(entries, told), withdrawn: withdrawnOf(entries, told) },
      request: readRequest(entries, (entry) => keyOf(entry, told)),
      left: [...new Set(leftOf(entries))],
    })
  } catch (cause) {
    if (cause instanceof NotPdf) return err('record.document-not-pdf')
    if (cause instanceof Unreadable || cause instanceof z.ZodError) return err('record.malformed')
    throw cause
  }
}

import type { Shelves, ShelfPage, ShelfQuery } from '#core/interop/ports.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { FhirType } from '#core/interop/system-client.ts'
import type { OrganizationId, PatientId } from '#core/shared/ids.ts'
import { allergyMapping, conditionMapping, encounterMapping } from '#adapters/fhir/clinical-resources.ts'
import type { Resource } from '#adapters/fhir/fhir-json.ts'
import { imagingMapping } from '#adapters/fhir/imaging-resource.ts'
import { observationMapping } from '#adapters/fhir/observation-resource.ts'
import { procedureMapping, reportMapping } from '#adapters/fhir/report-resources.ts'
import { writePatient } from '#adapters/fhir/patient-resource.ts'
import { auditEvent } from './audit-resource.ts'
import { appointment, casesByAppointment, consent, requestPriorities, requestStatuses, serviceRequest } from './case-resources.ts'
import type { SearchParameter } from './criteria.ts'
import { byBirthDate, byCategory, byCode, byDate, byGender, byId, byName, byNumber, byPatient, byPlainId, byTable, byTarget } from './criteria.ts'
import { composition, documentTypes, factProvenance, filedDocument, sentSnapshot, signatureProvenance } from './document-resources.ts'
import { diagnosticReport, medicationRequest, patientReference } from './record-resources.ts'

/** One resource and whose it is, so that the audit trail can name the patient. */
export interface Found {
  readonly resource: Resource
  readonly patient: PatientId | null
}

export interface FoundPage {
  readonly total: number
  readonly found: readonly Found[]
}

/** Types that can be searched; bytes are only ever opened by their hash. */
export type SearchableType = Exclude<FhirType, 'Binary'>

interface ResourceShelf {
  readonly parameters: readonly SearchParameter[]
  search(shelves: Shelves, query: ShelfQuery, viewer: OrganizationId): Promise<FoundPage>
}

const foundPage = <Item>({ total, items }: ShelfPage<Item>, foundOf: (item: Item) => Found | null): FoundPage => ({
  total,
  found: items.map(foundOf).filter((one) => one !== null),
})

/** Turns a table of our words into FHIR's around: which of ours stand behind each of theirs. */
function inverse<Ours extends string>(table: Readonly<Record<Ours, string>>): Readonly<Record<string, readonly Ours[]>> {
  return Object.fromEntries(Map.groupBy(Object.keys(table) as Ours[], (ours) => table[ours]))
}

const encounterClasses = { IMP: ['inpatient'], EMER: ['emergency'], AMB: ['outpatient'] }
const encounterStatuses = { 'in-progress': ['in-progress'], finished: ['finished'] }

/** Clinical resources whose mapping the snapshot shares. */
const clinical = <Item>(
  of: (shelves: Shelves) => (query: ShelfQuery) => Promise<ShelfPage<{ readonly patient: PatientId; readonly item: Item }>>,
  write: (item: Item, subject: ReturnType<typeof patientReference>) => Resource,
  parameters: readonly SearchParameter[],
): ResourceShelf => ({
  parameters: [byId, byPatient('patient'), byPatient('subject'), ...parameters],
  search: async (shelves, query) =>
    foundPage(await of(shelves)(query), ({ patient, item }) => ({ patient, resource: write(item, patientReference(patient)) })),
})

/** What stands behind two shelves is paged as if it stood on one after the other. */
async function onTwo(query: ShelfQuery, first: (query: ShelfQuery) => Promise<FoundPage>, second: (query: ShelfQuery) => Promise<FoundPage>): Promise<FoundPage> {
  const before = await first(query)
  const after = await second({ ...query, limit: query.limit - before.found.length, offset: Math.max(0, query.offset - before.total) })
  return { total: before.total + after.total, found: [...before.found, ...after.found] }
}

const nothing: FoundPage = { total: 0, found: [] }
const ownPatient = (one: ConsultCase, viewer: OrganizationId): PatientId | null => (one.requestingOrganization === viewer ? one.patient : null)
const wants = (query: ShelfQuery, code: string): boolean => query.codes === undefined || query.codes.includes(code)

/** Every type that can be searched: its parameters and where its resources come from. */
export const resourceShelves: Readonly<Record<SearchableType, ResourceShelf>> = {
  Patient: {
    parameters: [byId, byNumber, byName, byBirthDate, byGender],
    search: async (shelves, query) => foundPage(await shelves.patients(query), (one) => ({ patient: one.id, resource: writePatient(one) })),
  },
  Encounter: clinical((shelves) => shelves.encounters, encounterMapping.write, [
    byDate('date', 'Admission'), byTable('class', 'categories', encounterClasses), byTable('status', 'statuses', encounterStatuses),
  ]),
  Condition: clinical((shelves) => shelves.conditions, conditionMapping.write, [
    byCode('code', 'ICD-10'), byTable('clinical-status', 'statuses', { active: ['active'], resolved: ['resolved'] }), byDate('recorded-date', 'When it was recorded'),
  ]),
  Observation: clinical((shelves) => shelves.observations, observationMapping.write, [byCode('code', 'LOINC'), byCategory, byDate('date', 'When it was measured')]),
  AllergyIntolerance: clinical((shelves) => shelves.allergies, allergyMapping.write, [byTable('criticality', 'codes', { low: ['low'], high: ['high'] })]),
  MedicationRequest: clinical((shelves) => shelves.medications, medicationRequest, [
    byTable('status', 'statuses', { active: ['active'], completed: ['completed'] }), byDate('authoredon', 'Start'),
  ]),
  ImagingStudy: clinical((shelves) => shelves.studies, imagingMapping.write, [byCode('modality', 'DICOM modality'), byDate('started', 'Start of the study')]),
  DiagnosticReport: {
    parameters: [byPlainId, byPatient('patient'), byPatient('subject'), byDate('date', 'When the report was issued or the results were taken')],
    search: (shelves, query) =>
      onTwo(
        query,
        async (asked) => foundPage(await shelves.writtenReports(asked), ({ patient, item }) => ({ patient, resource: reportMapping.write(item, patientReference(patient)) })),
        async (asked) => foundPage(await shelves.reports(asked), ({ patient, item }) => ({ patient, resource: diagnosticReport(patient, item) })),
      ),
  },
  Procedure: clinical((shelves) => shelves.procedures, procedureMapping.write, [
    byCode('code', 'As the sender codes it'), byTable('status', 'statuses', { 'in-progress': ['in-progress'], completed: ['completed'], stopped: ['stopped'] }), byDate('date', 'When it was performed'),
  ]),
  ServiceRequest: {
    parameters: [
      byId, byPatient('patient'), byPatient('subject'), byTable('status', 'statuses', inverse(requestStatuses)),
      byTable('priority', 'codes', inverse(requestPriorities)), byDate('authored', 'When the request was opened'),
    ],
    search: async (shelves, query, viewer) =>
      foundPage(await shelves.cases(query), (one) => ({ patient: ownPatient(one, viewer), resource: serviceRequest(one, viewer) })),
  },
  Appointment: {
    parameters: [byId, byPatient('patient'), byTable('status', 'statuses', casesByAppointment), byDate('date', 'Start of the session')],
    search: async (shelves, query, viewer) =>
      foundPage(await shelves.sessions(query), (one) => ('session' in one ? { patient: ownPatient(one, viewer), resource: appointment(one, viewer) } : null)),
  },
  Consent: {
    parameters: [byId, byPatient('patient')],
    search: async (shelves, query, viewer) =>
      foundPage(await shelves.consents(query), (one) => {
        const resource = consent(one)
        return resource === null ? null : { patient: ownPatient(one, viewer), resource }
      }),
  },
  DocumentReference: {
    parameters: [byId, byPatient('patient'), byPatient('subject'), byCode('type', 'LOINC: 11488-4 minutes, 60591-5 snapshot'), byDate('date', 'When it was filed or sent')],
    search: (shelves, query) =>
      onTwo(
        query,
        async (asked) => wants(query, documentTypes.minutes)
          ? foundPage(await shelves.documents(asked), ({ patient, item }) => ({ patient, resource: filedDocument(patient, item) })) : nothing,
        async (asked) => wants(query, documentTypes.snapshot)
          ? foundPage(await shelves.snapshots(asked), (sent) => ({ patient: sent.one.patient, resource: sentSnapshot(sent) })) : nothing,
      ),
  },
  Composition: {
    parameters: [byId, byPatient('patient'), byPatient('subject'), byDate('date', 'When the last signature was given')],
    search: async (shelves, query, viewer) =>
      foundPage(await shelves.minutes(query), (one) => ({ patient: ownPatient(one.one, viewer), resource: composition(one, viewer) })),
  },
  Provenance: {
    parameters: [byId, byPatient('patient'), byTarget, byDate('recorded', 'When it was recorded')],
    search: (shelves, query, viewer) =>
      onTwo(
        query,
        async ({ targets, ...asked }) => foundPage(await shelves.minutes(targets === undefined ? asked : { ...asked, ids: bothOf(asked.ids, targets) }),
          (one) => ({ patient: ownPatient(one.one, viewer), resource: signatureProvenance(one) })),
        async (asked) => foundPage(await shelves.provenance(asked), (one) => ({ patient: one.patient, resource: factProvenance(one) })),
      ),
  },
  AuditEvent: {
    parameters: [byPlainId, byPatient('patient'), byDate('date', 'When it happened')],
    search: async (shelves, { ids, ...query }, viewer) => {
      // Each hospital counts its own events: an id that another hospital's begins with is nobody's here.
      const own = ids?.flatMap((id) => (id.startsWith(`${viewer}.`) ? [id.slice(viewer.length + 1)] : []))
      const page = await shelves.auditEvents({ ...query, ...(own && { ids: own }) })
      return foundPage(page, ({ sequence, event }) => ({ patient: null, resource: auditEvent(sequence, event) }))
    },
  },
}

const bothOf = (ids: readonly string[] | undefined, targets: readonly string[]): readonly string[] =>
  ids === undefined ? targets : ids.filter((id) => targets.includes(id))

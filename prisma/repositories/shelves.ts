import { caseAsToldTo } from '#core/case/masked-case.ts'
import type { Shelves, ShelfQuery } from '#core/interop/ports.ts'
import { brandId, type OrganizationId, type PatientId } from '#core/shared/ids.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { caseOf, caseParts } from './case-row.ts'
import { auditShelf, minutesShelf, provenanceShelf, snapshotShelf } from './case-shelves.ts'
import { toDateColumn } from './plain-date.ts'
import { conditionOf, documentOf, encounterOf, medicationOf, allergyOf, observationOf, patientOf, procedureOf, recordParts, reportOf, studyOf } from './record-rows.ts'
import { reportShelf } from './report-shelf.ts'
import type { ScopedDb } from './scoped-db.ts'
import { pageOf, span, within } from './shelf-page.ts'

const ofPatient = <Row extends { readonly patientId: string }, Item>(itemOf: (row: Row) => Item) => (row: Row) => ({
  patient: brandId<PatientId>(row.patientId),
  item: itemOf(row),
})

const owned = (query: ShelfQuery) => ({ id: within(query.ids), patientId: within(query.patients), supersededById: null })

/** For whom the shelves are opened. */
interface ShelfScope {
  readonly organization: OrganizationId
  /** The scope in which the hospital's audit trail may be read. */
  readonly audit: ScopedDb
}

/** The shelves of one hospital: its own record, and the cases that it takes part in. */
export function makeShelves(ask: ScopedDb, { organization, audit }: ShelfScope): Shelves {
  const own = { requestingOrganizationId: organization }
  const shelved = (query: ShelfQuery, more: Prisma.ConsultCaseWhereInput) => caseShelf(ask, query, { organization, more })
  return {
    patients: (query) => patients(ask, query),
    ...clinicalShelves(ask),
    ...writtenShelves(ask),
    reports: (query) => reportShelf(ask, query),
    studies: (query) => {
      const where = { id: within(query.ids), patientId: within(query.patients), startedAt: span(query), modality: within(query.codes) }
      return pageOf({
        count: () => ask((db) => db.imagingStudy.count({ where })),
        rows: (page) => ask((db) => db.imagingStudy.findMany({ where, ...page, include: recordParts.imagingStudies.include, orderBy: [{ startedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(studyOf))
    },
    documents: (query) => {
      const where = { id: within(query.ids), patientId: within(query.patients), filedAt: span(query) }
      return pageOf({
        count: () => ask((db) => db.recordDocument.count({ where })),
        rows: (page) => ask((db) => db.recordDocument.findMany({ where, ...page, orderBy: [{ filedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(documentOf))
    },
    snapshots: (query) => snapshotShelf(ask, query, own),
    // A patient is known to the own hospital alone: whoever advises finds nothing by them.
    cases: (query) => shelved(query, { id: within(query.ids), ...(query.patients && own) }),
    sessions: ({ ids, from, until, ...query }) => shelved(query, {
      ...(query.patients && own),
      sessions: { some: { isCurrent: true, id: within(ids), startsAt: span({ from, until }) } },
    }),
    consents: (query) => shelved(query, { id: within(query.ids), legalBasisKind: { not: null }, ...own }),
    minutes: (query) => minutesShelf(ask, query, { organization, own: query.patients ? own : {} }),
    provenance: (query) => provenanceShelf(ask, query),
    auditEvents: (query) => auditShelf(audit, query),
    bytes: async (hash) => {
      const filed = await ask((db) => db.recordDocument.findFirst({ where: { fileSha256: hash }, include: { file: { select: { bytes: true, mediaType: true } } } }))
      if (filed !== null) return { patient: brandId(filed.patientId), ...filed.file }
      const sent = await ask((db) => db.snapshot.findFirst({ where: { sha256: hash, case: own }, select: { bundle: true, case: { select: { patientId: true } } } }))
      return sent === null ? null : { patient: brandId(sent.case.patientId), bytes: Buffer.from(sent.bundle), mediaType: 'application/fhir+json' }
    },
  }
}

function clinicalShelves(ask: ScopedDb): Pick<Shelves, 'encounters' | 'conditions' | 'allergies' | 'medications' | 'observations'> {
  return {
    encounters: (query) => {
      const ended = query.statuses === undefined ? {} : { OR: query.statuses.map((status) => ({ dischargedAt: status === 'finished' ? { not: null } : null })) }
      const where: Prisma.EncounterWhereInput = { ...owned(query), kind: within(query.categories), admittedAt: span(query), ...ended }
      return pageOf({
        count: () => ask((db) => db.encounter.count({ where })),
        rows: (page) => ask((db) => db.encounter.findMany({ where, ...page, orderBy: [{ admittedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(encounterOf))
    },
    conditions: (query) => {
      const where = { ...owned(query), code: within(query.codes), status: within(query.statuses), recordedAt: span(query) }
      return pageOf({
        count: () => ask((db) => db.condition.count({ where })),
        rows: (page) => ask((db) => db.condition.findMany({ where, ...page, orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(conditionOf))
    },
    allergies: (query) => {
      const where = { ...owned(query), criticality: within(query.codes) }
      return pageOf({
        count: () => ask((db) => db.allergy.count({ where })),
        rows: (page) => ask((db) => db.allergy.findMany({ where, ...page, orderBy: [{ substance: 'asc' }, { id: 'asc' }] })),
      }, query, ofPatient(allergyOf))
    },
    medications: (query) => {
      const ended = query.statuses === undefined ? {} : { OR: query.statuses.map((status) => ({ endedOn: status === 'completed' ? { not: null } : null })) }
      const where: Prisma.MedicationWhereInput = { ...owned(query), startedOn: span(query), ...ended }
      return pageOf({
        count: () => ask((db) => db.medication.count({ where })),
        rows: (page) => ask((db) => db.medication.findMany({ where, ...page, orderBy: [{ startedOn: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(medicationOf))
    },
    observations: (query) => {
      const where = { ...owned(query), code: within(query.codes), category: within(query.categories), effectiveAt: span(query) }
      return pageOf({
        count: () => ask((db) => db.observation.count({ where })),
        rows: (page) => ask((db) => db.observation.findMany({ where, ...page, orderBy: [{ effectiveAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(observationOf))
    },
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function writtenShelves(ask: ScopedDb): Pick<Shelves, 'writtenReports' | 'procedures'> {
  return {
    writtenReports: (query) => {
      // Reports that nobody wrote as such have ids of another shape.
      const where = { ...owned({ ...query, ...(query.ids && { ids: query.ids.filter((id) => uuid.test(id)) }) }), issuedAt: span(query) }
      return pageOf({
        count: () => ask((db) => db.diagnosticReport.count({ where })),
        rows: (page) => ask((db) => db.diagnosticReport.findMany({ where, ...page, orderBy: [{ issuedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(reportOf))
    },
    procedures: (query) => {
      const where = { ...owned(query), code: within(query.codes), status: within(query.statuses), performedAt: span(query) }
      return pageOf({
        count: () => ask((db) => db.procedure.count({ where })),
        rows: (page) => ask((db) => db.procedure.findMany({ where, ...page, orderBy: [{ performedAt: 'desc' }, { id: 'asc' }] })),
      }, query, ofPatient(procedureOf))
    },
  }
}

function patients(ask: ScopedDb, query: ShelfQuery): ReturnType<Shelves['patients']> {
  const { ids, patients: others, name, numbers, birthDates, sexes } = query
  const words = name === undefined ? [] : foldForSearch(name).split(' ').filter((word) => word !== '')
  const where: Prisma.PatientWhereInput = {
    AND: [
      { id: within(ids) },
      { id: within(others) },
      { birthDate: within(birthDates?.map(toDateColumn)) },
      { sex: within(sexes) },
      ...words.map((word) => ({ searchText: { contains: word } })),
      ...(numbers === undefined ? [] : [{ OR: (['hospitalNumber', 'citizenId', 'insuranceNumber'] as const).map((column) => ({ [column]: { in: [...numbers] } })) }]),
    ],
  }
  return pageOf({
    count: () => ask((db) => db.patient.count({ where })),
    rows: (page) => ask((db) => db.patient.findMany({ where, ...page, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })),
  }, query, (row) => patientOf(row))
}

/** Cases with all that belongs to them, newest clock first. */
function caseShelf(
  ask: ScopedDb, query: ShelfQuery, { organization, more }: { readonly organization: OrganizationId; readonly more: Prisma.ConsultCaseWhereInput },
): ReturnType<Shelves['cases']> {
  const where: Prisma.ConsultCaseWhereInput = {
    AND: [{ patientId: within(query.patients), status: within(query.statuses), urgency: within(query.codes), createdAt: span(query) }, more],
  }
  return pageOf({
    count: () => ask((db) => db.consultCase.count({ where })),
    rows: (page) => ask((db) => db.consultCase.findMany({ where, ...page, include: caseParts, orderBy: [{ clockAt: 'desc' }, { id: 'asc' }] })),
  }, query, (row) => caseAsToldTo(organization, caseOf(row)))
}

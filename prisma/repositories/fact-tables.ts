import type { FactKind, IncomingFacts } from '#core/record/incoming.ts'
import type { PatientId } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import type { PutFile } from './file-store.ts'
import { toDateColumn, toOptionalDate } from './plain-date.ts'
import { conditionOf, encounterOf } from './record-rows.ts'
import type { Db } from './scoped-db.ts'

/** The row's keys, the same for every kind of fact. */
export interface FactKeys {
  readonly id: string
  readonly organizationId: string
  readonly patientId: PatientId
}

type ItemOf<Kind extends FactKind> = IncomingFacts[Kind][number]['item']

/** Where facts are written, and how what was printed is kept. */
interface FactDesk {
  readonly db: Db
  readonly put: PutFile
}

/** How one kind of fact is kept: written, marked as corrected, and found by what the hospital itself knows it by. */
interface FactTable<Kind extends FactKind> {
  readonly resourceType: string
  insert(into: FactDesk, keys: FactKeys, item: ItemOf<Kind>): Promise<unknown>
  /** Puts another in a fact's place; one that is superseded by itself was taken back, and nothing stands in its place. */
  supersede(db: Db, former: string, by: string): Promise<unknown>
  /** The fact as it was told, where a later message may leave parts of it out. */
  find?(db: Db, id: string): Promise<object | null>
  /** A fact that says the same, whichever way it came. */
  same(db: Db, keys: Omit<FactKeys, 'id'>, item: ItemOf<Kind>): Promise<{ readonly id: string } | null>
}

type FactTables = { readonly [Kind in FactKind]: FactTable<Kind> }

const current = { supersededById: null }
const select = { id: true } as const
const oneOr = <Row>(read: (row: Row) => object, row: Row | null): object | null => (row === null ? null : read(row))

export const factTables: FactTables = {
  encounters: {
    resourceType: 'Encounter',
    insert: ({ db }, keys, item) => db.encounter.createMany({ data: [{ ...keys, ...item }] }),
    supersede: (db, former, by) => db.encounter.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    find: async (db, id) => oneOr(encounterOf, await db.encounter.findFirst({ where: { id } })),
    same: (db, keys, item) => db.encounter.findFirst({ where: { ...keys, ...item, ...current }, select }),
  },
  conditions: {
    resourceType: 'Condition',
    insert: ({ db }, keys, item) => db.condition.createMany({ data: [{ ...keys, ...item }] }),
    supersede: (db, former, by) => db.condition.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    find: async (db, id) => oneOr(conditionOf, await db.condition.findFirst({ where: { id } })),
    same: (db, keys, { code, status, recordedAt }) => db.condition.findFirst({ where: { ...keys, code, status, recordedAt, ...current }, select }),
  },
  allergies: {
    resourceType: 'AllergyIntolerance',
    insert: ({ db }, keys, item) => db.allergy.createMany({ data: [{ ...keys, ...item }] }),
    supersede: (db, former, by) => db.allergy.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    same: (db, keys, item) => db.allergy.findFirst({ where: { ...keys, ...item, ...current }, select }),
  },
  medications: {
    resourceType: 'MedicationRequest',
    insert: ({ db }, keys, { startedOn, endedOn, ...item }) =>
      db.medication.createMany({ data: [{ ...keys, ...item, startedOn: toDateColumn(startedOn), endedOn: toOptionalDate(endedOn) }] }),
    supersede: (db, former, by) => db.medication.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    same: (db, keys, { startedOn, endedOn, ...item }) =>
      db.medication.findFirst({ where: { ...keys, ...item, startedOn: toDateColumn(startedOn), endedOn: toOptionalDate(endedOn), ...current }, select }),
  },
  observations: {
    resourceType: 'Observation',
    insert: ({ db }, keys, { value, ...item }) => db.observation.createMany({ data: [{ ...keys, ...item, ...valueColumns(value) }] }),
    supersede: async (db, former, by) => {
      await db.observation.updateMany({ where: { id: former, ...current }, data: { supersededById: by } })
      await db.$executeRaw`UPDATE diagnostic_report SET results = array_remove(array_replace(results, ${former}::uuid, nullif(${by}::uuid, ${former}::uuid)), NULL)
        WHERE ${former}::uuid = ANY (results) AND patient_id = (SELECT patient_id FROM observation WHERE id = ${former}::uuid)`
    },
    same: (db, keys, { value, category, code, effectiveAt }) =>
      db.observation.findFirst({ where: { ...keys, category, code, effectiveAt, ...valueColumns(value), ...current }, select }),
  },
  procedures: {
    resourceType: 'Procedure',
    insert: ({ db }, keys, item) => db.procedure.createMany({ data: [{ ...keys, ...item }] }),
    supersede: (db, former, by) => db.procedure.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    same: (db, keys, item) => db.procedure.findFirst({ where: { ...keys, ...item, ...current }, select }),
  },
  reports: {
    resourceType: 'DiagnosticReport',
    insert: ({ db }, keys, { results, ...item }) => db.diagnosticReport.createMany({ data: [{ ...keys, ...item, results: [...results] }] }),
    supersede: (db, former, by) => db.diagnosticReport.updateMany({ where: { id: former, ...current }, data: { supersededById: by } }),
    same: (db, keys, { results: _, ...item }) => db.diagnosticReport.findFirst({ where: { ...keys, ...item, ...current }, select }),
  },
  pages: {
    resourceType: 'Media',
    insert: async ({ db, put }, keys, { title, issuedAt, pdf }) => {
      const bytes = Buffer.from(pdf, 'base64')
      const mediaType = 'application/pdf'
      const row = { ...keys, kind: 'document', title, takenAt: issuedAt, fileSha256: await put(db, { bytes, mediaType }), mediaType, size: bytes.length }
      await db.recordMedia.createMany({ data: [row] })
    },
    // What was printed stands as it was; a later print stands beside it.
    supersede: async (db, former, by) => {
      if (former === by) await db.recordMedia.updateMany({ where: { id: former, ...current }, data: { supersededById: by } })
    },
    same: (db, keys, { pdf }) => db.recordMedia.findFirst({ where: { ...keys, fileSha256: sha256(Buffer.from(pdf, 'base64')), ...current }, select }),
  },
}

const valueColumns = (value: number | string) =>
  typeof value === 'number' ? { valueNumber: value, valueText: null } : { valueNumber: null, valueText: value }

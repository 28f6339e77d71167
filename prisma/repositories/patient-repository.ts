import type { PatientRepository } from '#core/record/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { searchPatients } from './patient-search.ts'
import { patientOf, recordOfAll, recordParts } from './record-rows.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The scope's own patients; another hospital's are not found, by row-level security. */
export function makePatientRepository(ask: ScopedDb, organization: OrganizationId): PatientRepository {
  return {
    find: async (id) => {
      const row = await ask((db) => db.patient.findFirst({ where: { id } }))
      return row === null ? null : patientOf(row)
    },
    record: async (id) => {
      const rows = await ask((db) =>
        db.patient.findMany({
          // The patient, whom they were merged into, and who were merged into either: one person.
          where: { OR: [{ id }, { mergedIntoId: id }, { mergedFrom: { some: { id } } }, { mergedInto: { mergedFrom: { some: { id } } } }] },
          include: recordParts,
        }),
      )
      const person = rows.find((row) => row.mergedIntoId === null)
      return person === undefined ? null : recordOfAll(person, rows.filter((row) => row !== person))
    },
    search: (text, limit) => searchPatients(ask, { organization, text, limit }),
    fileDocument: async (patient, document) => {
      const { id, kind, title, file, case: caseId, filedAt, receipt } = document
      const row = { id, organizationId: organization, patientId: patient, kind, title, fileSha256: file, caseId, filedAt, receipt }
      // createMany returns no row, and skips the document that is there already.
      await ask((db) => db.recordDocument.createMany({ data: [row], skipDuplicates: true }))
    },
  }
}

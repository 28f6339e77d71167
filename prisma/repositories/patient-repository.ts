import type { PatientListItem, PatientRepository } from '#core/record/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { wordsOf } from './case-filter.ts'
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
    search: (text, limit) => search(ask, { organization, text, limit }),
    fileDocument: async (patient, document) => {
      const { id, kind, title, file, case: caseId, filedAt, receipt } = document
      const row = { id, organizationId: organization, patientId: patient, kind, title, fileSha256: file, caseId, filedAt, receipt }
      // createMany returns no row, and skips the document that is there already.
      await ask((db) => db.recordDocument.createMany({ data: [row], skipDuplicates: true }))
    },
  }
}

interface Search {
  readonly organization: OrganizationId
  readonly text: string
  readonly limit: number
}

async function search(ask: ScopedDb, { organization, text, limit }: Search): Promise<readonly PatientListItem[]> {
  const words = wordsOf(text).map((word) => Prisma.sql` AND search_text LIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  const found = await ask(
    (db) => db.$queryRaw<{ id: string }[]>`
      SELECT id FROM patient WHERE organization_id = ${organization}::uuid AND merged_into_id IS NULL${words.length === 0 ? Prisma.empty : Prisma.join(words, '')}
      ORDER BY last_admitted_at DESC NULLS LAST, id LIMIT ${limit}`,
  )
  const ids = found.map(({ id }) => id)
  const rows = await ask((db) =>
    db.patient.findMany({
      where: { id: { in: ids } },
      include: {
        encounters: { where: { supersededById: null }, orderBy: { admittedAt: 'desc' }, take: 1 },
        conditions: { where: { status: 'active', supersededById: null }, orderBy: { recordedAt: 'desc' }, take: 1 },
      },
    }),
  )
  const items = rows.map((row): PatientListItem => {
    const [stay] = row.encounters
    return {
      patient: patientOf(row),
      department: stay?.department ?? null,
      room: stay?.room ?? null,
      bed: stay?.bed ?? null,
      mainDiagnosis: row.conditions[0]?.display ?? null,
      admittedAt: stay?.admittedAt ?? null,
    }
  })
  return items.sort((a, b) => ids.indexOf(a.patient.id) - ids.indexOf(b.patient.id))
}

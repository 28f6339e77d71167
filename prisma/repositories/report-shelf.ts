import type { LaboratoryReport, OfPatient, ShelfPage, ShelfQuery } from '#core/interop/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { ScopedDb } from './scoped-db.ts'
import { pageOf } from './shelf-page.ts'

interface ReportRow {
  readonly patient: string
  readonly effective_at: Date
  readonly results: { readonly id: string; readonly display: string }[]
}

/** The id of a report that nobody issued as such: whose results they are, and when they were taken. */
const idShape = /^([0-9a-f-]{36})\.(\d{10,15})$/

/** The laboratory results of one patient at one moment are one report; the record keeps no other grouping. */
export async function reportShelf(ask: ScopedDb, { ids, patients, from, until, limit, offset }: ShelfQuery): Promise<ShelfPage<OfPatient<LaboratoryReport>>> {
  const named = ids?.flatMap((id) => {
    const [, patient, at] = idShape.exec(id) ?? []
    return patient === undefined || at === undefined ? [] : [Prisma.sql`(patient_id = ${patient}::uuid AND effective_at = ${new Date(Number(at))})`]
  })
  if (named?.length === 0 || patients?.length === 0) return { total: 0, items: [] }
  const conditions = [
    Prisma.sql`category = 'laboratory' AND superseded_by_id IS NULL`,
    ...(named === undefined ? [] : [Prisma.sql`(${Prisma.join(named, ' OR ')})`]),
    ...(patients === undefined ? [] : [Prisma.sql`patient_id = ANY (${[...patients]}::uuid[])`]),
    ...(from === undefined ? [] : [Prisma.sql`effective_at >= ${from}`]),
    ...(until === undefined ? [] : [Prisma.sql`effective_at < ${until}`]),
  ]
  const where = Prisma.join(conditions, ' AND ')
  return pageOf<ReportRow, OfPatient<LaboratoryReport>>({
    count: async () => {
      const [counted] = await ask((db) => db.$queryRaw<{ total: number }[]>`
        SELECT count(*)::int AS total FROM (SELECT 1 FROM observation WHERE ${where} GROUP BY patient_id, effective_at) report`)
      return counted?.total ?? 0
    },
    rows: ({ take, skip }) => ask((db) => db.$queryRaw<ReportRow[]>`
      SELECT patient_id AS patient, effective_at, json_agg(json_build_object('id', id, 'display', display) ORDER BY display) AS results
      FROM observation WHERE ${where} GROUP BY patient_id, effective_at ORDER BY effective_at DESC, patient_id LIMIT ${take} OFFSET ${skip}`),
  }, { limit, offset }, (row) => ({ patient: brandId(row.patient), item: { effectiveAt: row.effective_at, results: row.results } }))
}

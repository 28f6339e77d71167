import type { ReceiptRepository } from '#core/minutes/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Receipts of addenda; written once. */
export const makeReceiptRepository = (ask: ScopedDb): ReceiptRepository => ({
  add: async ({ minutes, case: caseId, filedAt, receipt }) => {
    await ask((db) => db.addendumReceipt.createMany({ data: [{ minutesId: minutes, caseId, filedAt, receipt }] }))
  },
  of: async (caseId) => {
    const rows = await ask((db) => db.addendumReceipt.findMany({ where: { caseId }, orderBy: { filedAt: 'asc' } }))
    return rows.map((row) => ({ minutes: brandId(row.minutesId), case: brandId(row.caseId), filedAt: row.filedAt, receipt: row.receipt }))
  },
})

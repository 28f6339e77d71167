import { checkOutcomes, type MinutesCheckRepository } from '#core/minutes/seal-on-file.ts'
import { brandId } from '#core/shared/ids.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The latest finding on each version of the minutes. */
export function makeMinutesCheckRepository(ask: ScopedDb): MinutesCheckRepository {
  return {
    record: async ({ minutes, case: caseId, checkedAt, outcome }) => {
      const before = await ask((db) => db.minutesCheck.findFirst({ where: { minutesId: minutes } }))
      const since = before?.outcome === outcome ? before.since : checkedAt
      const found = { checkedAt, outcome, since }
      await ask((db) => db.minutesCheck.upsert({ where: { minutesId: minutes }, create: { minutesId: minutes, caseId, ...found }, update: found }))
      return before === null ? null : oneOf({ table: 'minutes_check', id: minutes }, checkOutcomes, before.outcome)
    },
    faults: async () => {
      const rows = await ask((db) => db.minutesCheck.findMany({ where: { outcome: { not: 'whole' } }, orderBy: { since: 'desc' } }))
      const cases = await ask((db) => db.consultCase.findMany({ where: { id: { in: rows.map((row) => row.caseId) } }, select: { id: true, code: true } }))
      return rows.map((row) => ({
        minutes: brandId(row.minutesId),
        case: brandId(row.caseId),
        caseCode: cases.find(({ id }) => id === row.caseId)?.code ?? '',
        checkedAt: row.checkedAt,
        since: row.since,
        outcome: oneOf({ table: 'minutes_check', id: row.minutesId }, checkOutcomes, row.outcome),
      }))
    },
  }
}

import type { DeliveryId } from '#core/filing/filing.ts'
import { brandId, type CaseId, type OrganizationId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

export interface OverdueDelivery {
  readonly delivery: DeliveryId
  readonly case: CaseId
  readonly organization: OrganizationId
}

/** Deliveries whose sender died or whose job was lost; ids only, through the owner's function. */
export const makeOverdueDeliveries =
  (ask: ScopedDb) =>
  async (before: Date): Promise<readonly OverdueDelivery[]> => {
    const rows = await ask((db) => db.$queryRaw<{ id: string; case_id: string; organization_id: string }[]>`
      SELECT id, case_id, organization_id FROM overdue_deliveries(${before}::timestamptz)`)
    return rows.map((row) => ({ delivery: brandId<DeliveryId>(row.id), case: brandId<CaseId>(row.case_id), organization: brandId<OrganizationId>(row.organization_id) }))
  }

import type pg from 'pg'
import { inject } from 'vitest'
import type { OrganizationId } from '#core/shared/ids.ts'
import { withSql } from '#infra/testing/sql.ts'

/** Whether the product's database can be reached past the product; one that somebody else started keeps its own. */
export const hasOwnerDatabase = (): boolean => inject('ownerDatabaseUrl') !== ''

/** Does in one transaction what no page does, as the owner of the database and within the rows of one hospital. */
export async function asOwner(hospital: OrganizationId, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  await withSql(inject('ownerDatabaseUrl'), async (owner) => {
    await owner.query('BEGIN')
    await owner.query("SELECT set_config('app.organization', $1, true)", [hospital])
    await work(owner)
    await owner.query('COMMIT')
  })
}

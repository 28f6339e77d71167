import { randomUUID } from 'node:crypto'
import { planOrganizations, type OrganizationRow, type PlannedOrganization } from '#core/directory/import-organizations.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeAuditLog } from './repositories/audit-log.ts'
import { organizationOf } from './repositories/directory.ts'
import { scopedDb, type Db, type ScopedDb } from './repositories/scoped-db.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'

/** A country's hospitals in one transaction: more than a thousand small writes. */
const limits = { maxWait: 10_000, timeout: 300_000 }

/**
 * Takes a list of hospitals in for whoever runs the machine, since no hospital's administrator writes another one's row: all sound lines
 * or none, each on the trail of its own hospital. Without `apply` nothing is written.
 */
export async function takeInOrganizations(url: string, rows: readonly OrganizationRow[], { apply, now }: { readonly apply: boolean; readonly now: Date }): Promise<readonly PlannedOrganization[]> {
  const { client, close } = openScopedClient({ url, applicationName: 'directory', maxConnections: 1 })
  try {
    return await client.$transaction(async (db) => {
      const found = await asAdminOf(db, brandId(randomUUID()))((all) => all.organization.findMany())
      const plan = planOrganizations(rows, found.map(organizationOf))
      if (apply) for (const line of plan) await write(db, line, now)
      return plan
    }, limits)
  } finally {
    await close()
  }
}

/** The scope in which a hospital's own row may be written. */
const asAdminOf = (db: Db, organization: OrganizationId): ScopedDb => scopedDb(db, { organization, practitioner: null, roles: ['admin'] })

async function write(db: Db, { row, known, fate }: PlannedOrganization, at: Date): Promise<void> {
  if (fate !== 'added' && fate !== 'changed') return
  const { line: _line, ...facts } = row
  const organization = known?.id ?? brandId<OrganizationId>(randomUUID())
  const ask = asAdminOf(db, organization)
  if (known === null) await ask((own) => own.organization.createMany({ data: [{ id: organization, ...facts }] }))
  else await ask((own) => own.organization.updateMany({ where: { id: organization }, data: facts }))
  await makeAuditLog(() => ask).append({ organization, actor: null, at, payload: { type: known === null ? 'directory.hospital-added' : 'directory.hospital-changed' } })
}

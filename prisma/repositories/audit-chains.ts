import type { AuditChains } from '#core/audit/ports.ts'
import { brandId, type OrganizationId } from '#core/shared/ids.ts'
import { readLinks, verifyChain } from './audit-log.ts'
import type { Db, ScopedDb } from './scoped-db.ts'
import { scopedDb } from './scoped-db.ts'

/** The chains of every hospital; only the role that runs jobs may ask where they end. */
export function makeAuditChains(client: Db): AuditChains {
  const nobody = scopedDb(client, { organization: null, practitioner: null, roles: [] })
  const reading = (organization: OrganizationId): ScopedDb => scopedDb(client, { organization, practitioner: null, roles: ['auditor'] })
  return {
    heads: async () => {
      const rows = await nobody((db) => db.$queryRaw<{ organization: string; sequence: number }[]>`SELECT organization, sequence FROM audit_heads()`)
      return rows.map((row) => ({ organization: brandId(row.organization), sequence: row.sequence }))
    },
    after: (organization, sequence) => readLinks(reading(organization), organization, sequence),
    verify: (organization, witnessed) => verifyChain(reading(organization), organization, witnessed),
    keep: async (organization, { at, links, witnessed, fault }) => {
      await reading(organization)((db) =>
        db.auditCheck.createMany({
          data: [{
            organizationId: organization, checkedAt: at, links, witnessed,
            faultKind: fault?.kind ?? null, faultSequence: fault?.sequence ?? null, faultFrom: fault?.kind === 'moved' ? fault.from : null,
          }],
        }))
    },
  }
}

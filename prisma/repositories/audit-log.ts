import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { AuditLink, ChainFault } from '#core/audit/chain.ts'
import { findFault, nextLink } from '#core/audit/chain.ts'
import type { AuditLog } from '#core/audit/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Appends to the chain of the event's own organisation; `askAs` gives the scope of that organisation. */
export const makeAuditLog = (askAs: (organization: OrganizationId) => ScopedDb): AuditLog => ({
  append: async (event: AuditEvent) => {
    const ask = askAs(event.organization)
    const tips = await ask(
      (db) => db.$queryRaw<{ sequence: number; hash: string }[]>`SELECT sequence, hash FROM lock_audit_tip(${event.organization}::uuid)`,
    )
    const link = nextLink(sha256, endOf(tips[0]), event)
    // createMany asks for no row back: those who append may not read.
    await ask((db) => db.auditLink.createMany({ data: [{ organizationId: event.organization, ...link }] }))
  },
})

/** The next link is computed from the last one's number and hash alone. */
const endOf = (tip: { readonly sequence: number; readonly hash: string } | undefined): AuditLink | null =>
  tip === undefined ? null : { sequence: tip.sequence, hash: brandId(tip.hash), body: '', previous: null }

const readAtOnce = 5_000

/** Recomputes an organisation's chain and names its first fault: a changed link, a missing one, or an end that was cut off. */
export async function verifyChain(ask: ScopedDb, organization: OrganizationId): Promise<ChainFault | null> {
  let last: AuditLink | null = null
  for (;;) {
    const page = await readLinks(ask, organization, last?.sequence ?? 0)
    const fault = findFault(sha256, page, last)
    if (fault !== null) return fault
    last = page.at(-1) ?? last
    if (page.length < readAtOnce) break
  }
  const tip = await ask((db) => db.auditTip.findFirst({ where: { organizationId: organization } }))
  const isWhole = tip === null ? last === null : tip.sequence === last?.sequence && tip.hash === last.hash
  return isWhole ? null : { kind: 'missing', sequence: (last?.sequence ?? 0) + 1 }
}

async function readLinks(ask: ScopedDb, organization: OrganizationId, after: number): Promise<readonly AuditLink[]> {
  const rows = await ask((db) =>
    db.auditLink.findMany({
      where: { organizationId: organization, sequence: { gt: after } },
      orderBy: { sequence: 'asc' },
      take: readAtOnce,
    }),
  )
  return rows.map(({ sequence, body, previous, hash }) => ({
    sequence,
    body,
    previous: previous === null ? null : brandId(previous),
    hash: brandId(hash),
  }))
}

import type { AuditEvent } from '#core/audit/audit-event.ts'
import { glassOf, type Actor } from '#core/directory/actor.ts'
import type { AuditLink } from '#core/audit/chain.ts'
import { findFault, nextLink } from '#core/audit/chain.ts'
import type { AuditLog, CheckedChain } from '#core/audit/ports.ts'
import type { Witnessed } from '#core/audit/witness.ts'
import { contradicts, cutOff } from '#core/audit/witness.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import type { ScopedDb } from './scoped-db.ts'

/** What happens to a case while its glass is broken is told under that glass. */
function underGlass(actor: Actor | null, event: AuditEvent): AuditEvent {
  const glass = actor !== null && 'case' in event.payload ? glassOf(actor, event.payload.case) : undefined
  return glass === undefined ? event : { ...event, under: glass.id }
}

/** Appends to the chain of the event's own organisation; `askAs` gives the scope of that organisation. */
export const makeAuditLog = (askAs: (organization: OrganizationId) => ScopedDb, actor: Actor | null = null): AuditLog => ({
  append: async (told: AuditEvent) => {
    const event = underGlass(actor, told)
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

/**
 * Recomputes an organisation's chain, compares it with what was witnessed outside the database, and names its first fault: a
 * row that was changed, taken out, put in or moved, or an end that was cut off.
 */
export async function verifyChain(ask: ScopedDb, organization: OrganizationId, witnessed: Witnessed = new Map()): Promise<CheckedChain> {
  const readTip = () => ask((db) => db.auditTip.findFirst({ where: { organizationId: organization } }))
  // Others write on meanwhile: what stood last at the beginning must be found, and what is found last must not lie behind the end.
  const first = await readTip()
  const known: Witnessed = first === null ? witnessed : new Map([[first.sequence, brandId(first.hash)], ...witnessed])
  let before: readonly AuditLink[] = []
  for (;;) {
    const page = await readLinks(ask, organization, before.at(-1)?.sequence ?? 0)
    const fault = findFault(sha256, page, before) ?? contradicts(page, known)
    if (fault !== null) return { links: before.at(-1)?.sequence ?? 0, fault }
    before = [...before, ...page].slice(-2)
    if (page.length < readAtOnce) break
  }
  const end = before.at(-1)?.sequence ?? 0
  const last = (await readTip())?.sequence ?? 0
  return { links: end, fault: end > last ? { kind: 'inserted', sequence: last + 1 } : cutOff(end, known) }
}

/** The next links of a chain in order of sequence, at most as many as are read at once. */
export async function readLinks(ask: ScopedDb, organization: OrganizationId, after: number): Promise<readonly AuditLink[]> {
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

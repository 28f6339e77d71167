import type { AuditEvent } from '#core/audit/audit-event.ts'
import { auditBody } from '#core/audit/chain.ts'
import type { AuditLog } from '#core/audit/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Db } from './scoped-db.ts'
import { scopedDb } from './scoped-db.ts'

interface Waiting {
  readonly body: string
  readonly done: () => void
  readonly failed: (cause: unknown) => void
}

/** A statement with more would hold the chain too long. */
const mostAtOnce = 200

/**
 * Appends events that stand for themselves, such as looks, each in the chain before its promise is kept. A chain takes one writer
 * at a time, so those who come while one is writing are written together by the next.
 */
export function makeAuditStream(db: Db): AuditLog {
  const lines = new Map<OrganizationId, Waiting[]>()
  const write = async (organization: OrganizationId, line: Waiting[]): Promise<void> => {
    const ask = scopedDb(db, { organization, practitioner: null, roles: [] })
    while (line.length > 0) {
      const some = line.splice(0, mostAtOnce)
      try {
        await ask((open) => open.$executeRaw`SELECT append_audit(${organization}::uuid, ${some.map(({ body }) => body)}::text[])`)
        for (const { done } of some) done()
      } catch (cause) {
        for (const { failed } of some) failed(cause)
      }
    }
    lines.delete(organization)
  }
  return {
    append: (event: AuditEvent) =>
      new Promise<void>((done, failed) => {
        const one: Waiting = { body: auditBody(event), done, failed }
        const line = lines.get(event.organization)
        if (line !== undefined) {
          line.push(one)
          return
        }
        const begun = [one]
        lines.set(event.organization, begun)
        void write(event.organization, begun)
      }),
  }
}

import type { AuditEvent } from '#core/audit/audit-event.ts'
import { auditBody } from '#core/audit/chain.ts'
import type { LookLog } from '#core/interop/ports.ts'
import type { ClientId, OrganizationId } from '#core/shared/ids.ts'
import type { Db } from './scoped-db.ts'
import { scopedDb } from './scoped-db.ts'

interface Waiting {
  readonly client: ClientId
  readonly body: string
  readonly done: (isLetIn: boolean) => void
  readonly failed: (cause: unknown) => void
}

/** A statement with more would hold the chain too long. */
const mostAtOnce = 200

/**
 * Appends looks to the chain, each before its promise is kept, and asks in the same round trip whether who looked is still let in.
 * A chain takes one writer at a time, so those who come while one is writing are written together by the next.
 */
export function makeLookLog(db: Db): LookLog {
  const lines = new Map<OrganizationId, Waiting[]>()
  const write = async (organization: OrganizationId, line: Waiting[]): Promise<void> => {
    const ask = scopedDb(db, { organization, practitioner: null, roles: [] })
    while (line.length > 0) {
      const some = line.splice(0, mostAtOnce)
      try {
        const letIn = new Set(await ask(async (open) => {
          const rows = await open.$queryRaw<{ client: string }[]>`
            SELECT client FROM append_looks(${organization}::uuid, ${some.map(({ client }) => client)}::uuid[], ${some.map(({ body }) => body)}::text[]) client`
          return rows.map(({ client }) => client)
        }))
        for (const { client, done } of some) done(letIn.has(client))
      } catch (cause) {
        for (const { failed } of some) failed(cause)
      }
    }
    lines.delete(organization)
  }
  return {
    append: (client, event: AuditEvent) =>
      new Promise<boolean>((done, failed) => {
        const one: Waiting = { client, body: auditBody(event), done, failed }
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

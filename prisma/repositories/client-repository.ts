import type { ClientRepository } from '#core/interop/ports.ts'
import type { SystemClient } from '#core/interop/system-client.ts'
import { clientScopes } from '#core/interop/system-client.ts'
import type { ClientId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { oneOf } from './broken-row.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

interface ClientRow {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly secretSha256: string
  readonly createdAt: Date
  readonly createdById: string
  readonly revokedAt: Date | null
}

const clientOf = (row: ClientRow): SystemClient => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  name: row.name,
  scopes: row.scopes.map((scope) => oneOf({ table: 'system_client', id: row.id }, clientScopes, scope)),
  secretDigest: brandId(row.secretSha256),
  createdAt: row.createdAt,
  createdBy: brandId(row.createdById),
  revokedAt: row.revokedAt,
})

/** The systems that the scope's hospital has let in; row-level security opens them to its administrators alone. */
export function makeClientRepository(ask: ScopedDb): ClientRepository {
  return {
    all: async () => (await ask((db) => db.systemClient.findMany({ orderBy: { createdAt: 'desc' } }))).map(clientOf),
    add: async ({ id, organization, name, scopes, secretDigest, createdAt, createdBy }) => {
      const row = { id, organizationId: organization, name, scopes: [...scopes], secretSha256: secretDigest, createdAt, createdById: createdBy }
      await ask((db) => db.systemClient.createMany({ data: [row] }))
    },
    revoke: async (id, by, at) => {
      const { count } = await ask((db) => db.systemClient.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at, revokedById: by } }))
      return count === 1
    },
  }
}

/** The client who names itself at the door, before it is known for which hospital it asks. */
export async function clientAtDoor(db: Db, id: ClientId): Promise<SystemClient | null> {
  const rows = await db.$queryRaw<ClientRow[]>`
    SELECT id, organization_id AS "organizationId", name, scopes, secret_sha256 AS "secretSha256",
      created_at AS "createdAt", created_by_id AS "createdById", revoked_at AS "revokedAt"
    FROM client_at_door(${id}::uuid)`
  const [row] = rows
  return row === undefined ? null : clientOf(row)
}

import type { Prisma } from '#prisma/generated/client.ts'
import type { Scope } from '#prisma/tenancy/scope.ts'
import { scoped } from '#prisma/tenancy/scope.ts'

/** The generated client, in a transaction or outside of one. */
export type Db = Prisma.TransactionClient

/** Asks the database on behalf of one scope; repositories hold this and never the client itself. */
export type ScopedDb = <T>(query: (db: Db) => PromiseLike<T>) => Promise<T>

/** Ties a client to a scope. */
export const scopedDb =
  (db: Db, scope: Scope): ScopedDb =>
  (query) =>
    scoped(scope, () => query(db))

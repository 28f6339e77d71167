import { AsyncLocalStorage } from 'node:async_hooks'
import type { StaffRole } from '#core/directory/actor.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** On whose behalf the database is asked; row-level security sees exactly this and nothing else. */
export interface Scope {
  /** Null while signing in, before an organisation is chosen: then only the directory can be read. */
  readonly organization: OrganizationId | null
  /** Null for work that no person started, such as a job. */
  readonly practitioner: PractitionerId | null
  /** 'key-keeper' is no person's: the store takes it to read sealed keys. */
  readonly roles: readonly (StaffRole | 'key-keeper')[]
}

const storage = new AsyncLocalStorage<Scope>()

/** The scope of the running call, or undefined: then the database shows nothing and takes nothing. */
export const currentScope = (): Scope | undefined => storage.getStore()

/** Runs database work on behalf of one actor; awaited inside, because Prisma sends a query only when its promise is awaited. */
export const scoped = <T>(scope: Scope, work: () => PromiseLike<T>): Promise<T> =>
  storage.run(scope, async () => await work())

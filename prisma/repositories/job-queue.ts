import type { JobQueue } from '#core/case/ports.ts'
import type { Scope } from '#prisma/tenancy/scope.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Enqueues in the caller's transaction: a job exists exactly when the change that asks for it does. */
export const makeJobQueue = (ask: ScopedDb, scope: Scope): JobQueue => ({
  enqueue: async ({ name, ...work }, at) => {
    const payload = JSON.stringify({ ...work, organization: scope.organization, practitioner: scope.practitioner })
    await ask((db) =>
      at === undefined ? db.$executeRaw`SELECT enqueue_job(${name}, ${payload}::json)` : db.$executeRaw`SELECT enqueue_job_at(${name}, ${payload}::json, ${at}::timestamptz)`,
    )
  },
})

import type { Actor } from '#core/directory/actor.ts'

/** Only the hospital's auditor reads its trail: who administers the system must not be able to watch over the shoulder of those who treat. */
export const mayReadAudit = (actor: Actor): boolean => actor.roles.includes('auditor')

import type { AuditEvent } from './audit-event.ts'

/** Appends to the organisation's chain, in the same transaction as what it tells of. */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>
}

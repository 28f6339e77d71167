import type { AttendanceRepository } from '#core/case/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Who was in a session, from when to when. */
export function makeAttendanceRepository(ask: ScopedDb): AttendanceRepository {
  return {
    enter: async ({ session, case: caseId, practitioner, organization, enteredAt, leftAt }) => {
      const row = { sessionId: session, caseId, practitionerId: practitioner, organizationId: organization, enteredAt, leftAt }
      // A second arrival while the first stay is open is the same stay: the partial unique index skips it.
      await ask((db) => db.attendance.createMany({ data: [row], skipDuplicates: true }))
    },
    leave: async (session, practitioner, at) => {
      const open = { sessionId: session, practitionerId: practitioner, leftAt: null }
      await ask((db) => db.attendance.updateMany({ where: open, data: { leftAt: at } }))
    },
    of: async (caseId) => {
      const rows = await ask((db) => db.attendance.findMany({ where: { caseId }, orderBy: { enteredAt: 'asc' } }))
      return rows.map(({ sessionId, practitionerId, organizationId, enteredAt, leftAt }) => ({
        session: brandId(sessionId),
        case: caseId,
        practitioner: brandId(practitionerId),
        organization: brandId(organizationId),
        enteredAt,
        leftAt,
      }))
    },
  }
}

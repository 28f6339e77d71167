import type { ActivityFact, ActivityRepository } from '#core/activity/activity-fact.ts'
import { consultKinds, transfers } from '#core/case/case.ts'
import { urgencies } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** No patient, no person, no text: what is not read cannot leak. */
const parts = {
  id: true, requestingOrganizationId: true, consultingOrganizationId: true, kind: true, urgency: true, specialty: true, status: true,
  submittedAt: true, assignedAt: true, outcomeFollowed: true, outcomeTransfer: true,
  sessions: { where: { isCurrent: true }, select: { startsAt: true, startedAt: true, endedAt: true, interruptions: true } },
  minutes: { where: { status: 'signed', amendsId: null }, select: { signedAt: true } },
} as const satisfies Prisma.ConsultCaseSelect
type FactRow = Prisma.ConsultCaseGetPayload<{ select: typeof parts }>

/** Reads times and codes of the requests that row-level security shows. */
export function makeActivityRepository(ask: ScopedDb): ActivityRepository {
  return {
    facts: async ({ from, until }) => {
      const rows = await ask((db) => db.consultCase.findMany({ where: { submittedAt: { gte: from, lt: until } }, select: parts }))
      return rows.flatMap(factOf)
    },
  }
}

function factOf(row: FactRow): ActivityFact[] {
  const at = { table: 'consult_case', id: row.id }
  const [session] = row.sessions
  if (row.submittedAt === null) return []
  return [{
    requesting: brandId(row.requestingOrganizationId),
    consulting: brandId(row.consultingOrganizationId),
    kind: oneOf(at, consultKinds, row.kind),
    urgency: oneOf(at, urgencies, row.urgency),
    specialty: oneOf(at, specialtyCodes, row.specialty),
    submittedAt: row.submittedAt,
    assignedAt: row.assignedAt,
    bookedFor: session?.startsAt ?? null,
    connectedAt: session?.startedAt ?? null,
    endedAt: session?.endedAt ?? null,
    interruptions: Array.isArray(session?.interruptions) ? session.interruptions.length : 0,
    signedAt: row.minutes[0]?.signedAt ?? null,
    closing: row.status === 'rejected' || row.status === 'cancelled' ? row.status : null,
    followed: row.outcomeFollowed,
    transfer: row.outcomeTransfer === null ? null : oneOf(at, transfers, row.outcomeTransfer),
  }]
}

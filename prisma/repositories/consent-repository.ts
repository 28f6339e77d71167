import type { Consent, ConsentRepository, ConsentSubject } from '#core/record/consent.ts'
import { consentGivers, consentKinds } from '#core/record/consent.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

type Row = Prisma.ConsentGetPayload<object>

/** What was allowed in a case, readable by both of its hospitals. */
export function makeConsentRepository(ask: ScopedDb): ConsentRepository {
  return {
    of: async (caseId) => {
      const rows = await ask((db) => db.consent.findMany({ where: { caseId }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] }))
      return rows.map(consentOf)
    },
    add: async ({ id, case: caseId, organization, kind, subject, evidence, recordedBy, recordedAt }) => {
      const whose = subject.who === 'patient' ? { givenBy: subject.givenBy } : { practitionerId: subject.practitioner }
      const row = { id, caseId, organizationId: organization, kind, evidence, recordedById: recordedBy, recordedAt, ...whose }
      await ask((db) => db.consent.createMany({ data: [row] }))
    },
    revoke: async (id, { at, by, reason }) => {
      const data = { revokedAt: at, revokedById: by, revokeReason: reason }
      const { count } = await ask((db) => db.consent.updateMany({ where: { id, revokedAt: null }, data }))
      return count === 1
    },
  }
}

function consentOf(row: Row): Consent {
  const name = { table: 'consent', id: row.id }
  return {
    id: brandId(row.id),
    case: brandId(row.caseId),
    organization: brandId(row.organizationId),
    kind: oneOf(name, consentKinds, row.kind),
    subject: subjectOf(row),
    evidence: row.evidence,
    recordedBy: brandId(row.recordedById),
    recordedAt: row.recordedAt,
    revoked:
      row.revokedAt === null
        ? null
        : {
            at: row.revokedAt,
            by: brandId(present(name, 'revoked_by_id', row.revokedById)),
            reason: present(name, 'revoke_reason', row.revokeReason),
          },
  }
}

function subjectOf(row: Row): ConsentSubject {
  const name = { table: 'consent', id: row.id }
  if (row.practitionerId !== null) return { who: 'participant', practitioner: brandId(row.practitionerId) }
  return { who: 'patient', givenBy: oneOf(name, consentGivers, present(name, 'given_by', row.givenBy)) }
}

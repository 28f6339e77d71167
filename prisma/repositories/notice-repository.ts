import { noticeKinds } from '#core/case/notice.ts'
import type { NoticeRepository } from '#core/case/ports.ts'
import type { CaseId, OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Notices, read by their recipient alone. */
export function makeNoticeRepository(ask: ScopedDb, organizationId: OrganizationId): NoticeRepository {
  // A person may belong to two hospitals: what the present one does not see, a case, a meeting or what waits at the other, waits for the other.
  const seenFromHere: Prisma.NoticeWhereInput = { OR: [{ case: { revision: { gte: 1 } } }, { organizationId }, { meeting: { revision: { gte: 1 } } }] }
  return {
    add: async (notices) => {
      const data = notices.map(({ id, recipient, kind, case: caseId, organization, meeting, at, readAt }) =>
        ({ id, recipientId: recipient, kind, caseId, organizationId: organization ?? null, meetingId: meeting ?? null, at, readAt }))
      // createMany asks for no row back: the writer may not read what it tells another person.
      if (data.length > 0) await ask((db) => db.notice.createMany({ data }))
    },
    latest: async (recipient, limit) => {
      const rows = await ask((db) =>
        db.notice.findMany({
          where: { recipientId: recipient, ...seenFromHere },
          include: { case: { select: { code: true } } },
          orderBy: [{ at: 'desc' }, { id: 'asc' }],
          take: limit,
        }),
      )
      return rows.map(({ id, kind, caseId, organizationId: of, at, readAt, case: about }) => ({
        id: brandId(id),
        recipient,
        kind: oneOf({ table: 'notice', id }, noticeKinds, kind),
        case: caseId === null ? null : brandId<CaseId>(caseId),
        ...(of !== null && { organization: brandId<OrganizationId>(of) }),
        at,
        readAt,
        caseCode: about?.code ?? '',
      }))
    },
    unread: async (recipient) => ask((db) => db.notice.count({ where: { recipientId: recipient, readAt: null, ...seenFromHere } })),
    markRead: async (recipient, at, about) => {
      const where = { recipientId: recipient, readAt: null, ...(about === undefined ? {} : { caseId: about }) }
      await ask((db) => db.notice.updateMany({ where, data: { readAt: at } }))
    },
  }
}
